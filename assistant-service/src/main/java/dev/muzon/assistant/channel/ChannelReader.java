package dev.muzon.assistant.channel;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.resilience.FailureLog;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The reading of channels by all accounts of this process. Each has its own thread, so a flood holds up one only. */
@Component
class ChannelReader implements SmartLifecycle {
    private final Accounts accounts;
    private final Function<Account, AccountReader> readers;
    private final Map<Account, Thread> threads = new HashMap<>();
    private boolean running;

    ChannelReader(
            Accounts accounts,
            PostInbox inbox,
            ChannelStore store,
            PostStore posts,
            ChannelHistory history,
            Approvals approvals,
            FailureLog failures) {
        this.accounts = accounts;
        this.readers = account -> new AccountReader(
                account, inbox, new AccountChannels(account, store, posts, history), approvals, failures);
        accounts.whenChanged(this::follow);
    }

    @Override
    public void start() {
        synchronized (this) {
            running = true;
        }
        follow();
    }

    /** Begins to read for accounts that are new, and ends it for those that are gone. */
    private synchronized void follow() {
        if (!running) {
            return;
        }
        for (Account account : accounts.all()) {
            threads.computeIfAbsent(
                    account,
                    it -> Thread.ofVirtual().name("channels " + it.id()).start(readers.apply(it)));
        }
        threads.entrySet().removeIf(entry -> {
            boolean gone = !accounts.all().contains(entry.getKey());
            if (gone) {
                entry.getValue().interrupt();
            }
            return gone;
        });
    }

    @Override
    public synchronized void stop() {
        running = false;
        threads.values().forEach(Thread::interrupt);
        try {
            for (Thread thread : threads.values()) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
