package dev.muzon.assistant.channel;

import dev.muzon.assistant.account.Account;
import dev.muzon.assistant.account.Accounts;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.channel.ChannelOutcome;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.AddChannel;
import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The channels that the operator made every chat's library. They are kept on the list of {@link ChannelLists#EVERYBODY},
 * which is made equal to the settings at the start. A channel that cannot be read is tried again.
 */
@Component
class LibraryChannels implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LibraryChannels.class);
    private static final Requester OPERATOR = new Requester(0, "operator");
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Pause after Telegram refused a channel. Asking often would cost a flood wait. */
    private static final Duration REFUSED = Duration.ofMinutes(10);

    private final List<ChannelAddress> named;
    private final ChannelAdding adding;
    private final ChannelStore store;
    private final Accounts accounts;
    private final FailureLog failures;
    private final Clock clock;
    /** The channels behind the addresses. Two addresses may lead to one channel, and the list keeps one of them. */
    private final Map<ChannelAddress, Long> behind = new ConcurrentHashMap<>();

    private final Map<ChannelAddress, Trouble> troubles = new ConcurrentHashMap<>();
    private volatile Thread thread = new Thread(() -> {});
    private volatile boolean running;

    /** The reason why a channel is not read, and the end of the pause. */
    private record Trouble(String why, Instant over) {}

    LibraryChannels(
            ChannelsProperties settings,
            ChannelAdding adding,
            ChannelStore store,
            Accounts accounts,
            FailureLog failures,
            Clock clock) {
        this.named = settings.libraryChannels();
        this.adding = adding;
        this.store = store;
        this.accounts = accounts;
        this.failures = failures;
        this.clock = clock;
    }

    /** Describes a channel that cannot be read, empty when there is none. */
    Optional<String> trouble() {
        return named.stream()
                .flatMap(address -> Optional.ofNullable(troubles.get(address))
                        .map(trouble -> address + " cannot be read: " + trouble.why())
                        .stream())
                .findFirst();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("library channels").start(this::follow);
    }

    private void follow() {
        try {
            lookAgainAndAgain();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAgainAndAgain() throws InterruptedException {
        while (running) {
            look();
            Thread.sleep(LOOK);
        }
    }

    private void look() throws InterruptedException {
        try {
            List<Subscription> list = store.listOf(ChannelLists.EVERYBODY);
            boolean settled = true;
            for (ChannelAddress address : named) {
                settled &= look(address, list);
            }
            // One of these may be the same channel by another address, which is left for nothing before that is known.
            if (settled) {
                store.listOf(ChannelLists.EVERYBODY).stream()
                        .filter(one -> !named.contains(one.target()))
                        .filter(one -> one.channel() == null || !behind.containsValue(one.channel()))
                        .forEach(this::remove);
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // the next look may do better
            if (running) {
                failures.report("keeping the library's channels", e);
            }
        }
    }

    private void remove(Subscription one) {
        store.unsubscribe(one);
        log.info("Channel {} is no longer in the library", one.target());
    }

    /** Returns false when nobody could be asked. */
    private boolean look(ChannelAddress address, List<Subscription> list) throws InterruptedException {
        Long channel = behind.get(address);
        Optional<Subscription> known = list.stream()
                .filter(one -> one.target().equals(address) || (channel != null && channel.equals(one.channel())))
                .findFirst();
        try {
            if (known.isPresent() && isRead(known.get())) {
                troubles.remove(address);
            } else if (isPaused(address)) {
                return true;
            } else if (known.filter(Subscription::isPending).isPresent()) {
                troubles.put(address, new Trouble(ChannelOutcome.PENDING.value(), clock.instant()));
            } else {
                add(address);
            }
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // the other channels go on
            failed(address, failures.classify(e), e);
            return false;
        }
    }

    private boolean isPaused(ChannelAddress address) {
        Trouble trouble = troubles.get(address);
        return trouble != null && clock.instant().isBefore(trouble.over());
    }

    /** Returns whether an account is in the channel. An account that is away has its own part of the health. */
    private boolean isRead(Subscription one) throws InterruptedException {
        Optional<StoredChannel> channel = Optional.ofNullable(one.channel()).flatMap(store::channel);
        Optional<Account> reader = channel.flatMap(known -> accounts.all().stream()
                .filter(account -> account.id().equals(known.account()) && account.does(AccountRole.CHANNELS))
                .findFirst());
        return reader.isPresent()
                && (!reader.get().ready()
                        || reader.get()
                                .session()
                                .posts()
                                .joined(ChannelAddress.of(channel.orElseThrow().id()))
                                .isPresent());
    }

    private void add(ChannelAddress address) throws InterruptedException {
        ChannelOutcome outcome = adding.admit(
                        new AddChannel("library", ChatRef.of(ChannelLists.EVERYBODY), OPERATOR, address))
                .outcome();
        if (outcome == ChannelOutcome.READING) {
            troubles.remove(address);
            store.listOf(ChannelLists.EVERYBODY).stream()
                    .filter(one -> one.target().equals(address))
                    .flatMap(one -> Stream.ofNullable(one.channel()))
                    .forEach(channel -> behind.put(address, channel));
            log.info("Channel {} is in the library", address);
            return;
        }
        troubles.put(address, new Trouble(outcome.value(), clock.instant().plus(REFUSED)));
        log.warn("Channel {} cannot be read for the library: {}", address, outcome.value());
    }

    private void failed(ChannelAddress address, Failure failure, Throwable cause) {
        if (!running || failure.code() == FailureCode.NO_ASSISTANT || failure.code() == FailureCode.OWNED_ELSEWHERE) {
            return; // the accounts say so themselves
        }
        failures.report("adding channel " + address + " to the library", cause);
        troubles.put(address, new Trouble(failure.detail(), clock.instant().plus(REFUSED)));
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
