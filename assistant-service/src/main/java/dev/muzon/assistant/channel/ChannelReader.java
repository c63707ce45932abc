package dev.muzon.assistant.channel;

import dev.muzon.assistant.account.Accounts;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The reading of channels by all accounts of this process. Each has its own thread, so a flood holds up one only. */
@Component
class ChannelReader implements SmartLifecycle {
    private final List<AccountReader> readers;
    private List<Thread> threads = List.of();

    ChannelReader(
            Accounts accounts,
            PostInbox inbox,
            ChannelStore store,
            PostStore posts,
            ChannelHistory history,
            Approvals approvals,
            FailureLog failures) {
        this.readers = accounts.all().stream()
                .map(account -> new AccountReader(
                        account, inbox, new AccountChannels(account, store, posts, history), approvals, failures))
                .toList();
    }

    @Override
    public synchronized void start() {
        threads = readers.stream()
                .map(reader ->
                        Thread.ofVirtual().name("channels " + reader.name()).start(reader))
                .toList();
    }

    @Override
    public synchronized void stop() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        threads = List.of();
    }

    @Override
    public synchronized boolean isRunning() {
        return !threads.isEmpty();
    }
}
