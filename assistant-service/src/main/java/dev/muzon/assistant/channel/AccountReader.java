package dev.muzon.assistant.channel;

import dev.muzon.assistant.account.Account;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The reading of one account's channels. News is saved as it comes. After a start, after an outage and after a failure
 * the history is read, so that nothing is missing.
 */
final class AccountReader implements Runnable {
    /** Pause between two looks at the list of channels, which another process may change. */
    private static final Duration LOOK = Duration.ofSeconds(20);

    /** Looks for each look at the requests to join. Approvals are heard of, so that this is for those that were missed. */
    private static final int LOOKS_PER_REQUEST = 30;

    private static final Duration NOT_READY = Duration.ofMillis(500);

    private final Account account;
    private final PostInbox inbox;
    private final AccountChannels channels;
    private final Approvals approvals;
    private final FailureLog failures;
    private final BackoffSequence pauses = Backoff.STANDARD.start(RandomGenerator.getDefault());

    /** The channels whose news is complete. */
    private final Set<Long> current = new HashSet<>();

    private boolean due = true;
    private long nextLook;
    private int looks;

    AccountReader(
            Account account, PostInbox inbox, AccountChannels channels, Approvals approvals, FailureLog failures) {
        this.account = account;
        this.inbox = inbox;
        this.channels = channels;
        this.approvals = approvals;
        this.failures = failures;
    }

    String name() {
        return account.id();
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                step();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void step() throws InterruptedException {
        if (!account.ready() || !account.does(AccountRole.CHANNELS)) {
            due = true;
            current.clear();
            Thread.sleep(NOT_READY);
            return;
        }
        try {
            if (due || nextLook - System.nanoTime() <= 0) {
                look();
                due = false;
                nextLook = System.nanoTime() + LOOK.toNanos();
            }
            take(inbox.take(account.id(), LOOK.toMillis()));
            pauses.succeeded();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // the other accounts and the next news go on
            current.clear();
            due = true;
            Failure failure = failures.report("reading channels of account " + account.id(), e);
            Thread.sleep(pauses.failed(failure));
        }
    }

    private void take(PostInbox.@Nullable News news) throws InterruptedException {
        switch (news) {
            case null -> {
                // Nothing came. The next look is due.
            }
            case PostInbox.News.Posted posted -> channels.take(posted);
            case PostInbox.News.Edited edited -> channels.take(edited);
            case PostInbox.News.Deleted deleted -> channels.take(deleted);
            case PostInbox.News.Gap _ -> {
                current.clear();
                due = true;
            }
            case PostInbox.News.PutOut(long channel) -> putOut(channel);
            case PostInbox.News.Admitted _ -> approvals.look(account);
        }
    }

    private void look() throws InterruptedException {
        List<StoredChannel> all = channels.all();
        List<StoredChannel> read =
                all.stream().filter(channel -> !channel.leaving()).toList();
        List<Long> ids = read.stream().map(StoredChannel::id).toList();
        inbox.watchOnly(account.id(), ids);
        current.retainAll(ids);
        for (StoredChannel channel : read) {
            if (!current.contains(channel.id())) {
                read(channel);
                current.add(channel.id());
            }
        }
        for (StoredChannel channel : all) {
            if (channel.leaving()) {
                channels.leave(channel);
            }
        }
        if (due || ++looks % LOOKS_PER_REQUEST == 0) {
            approvals.look(account);
        }
    }

    /** Tells of a channel that the account was put out of. It may have come back meanwhile. */
    private void putOut(long channel) {
        if (inbox.isOutside(account.id(), channel)) {
            approvals.putOut(channel);
        }
    }

    /** Reads a channel. One that the account cannot see any more holds up no other, and is tried after the next gap. */
    private void read(StoredChannel channel) throws InterruptedException {
        if (inbox.isOutside(account.id(), channel.id())) {
            approvals.putOut(channel.id());
            return;
        }
        try {
            channels.read(channel);
        } catch (FailureException e) {
            if (!(e.failure() instanceof Failure.UserError)) {
                throw e;
            }
            if (e.failure().code() == FailureCode.ASSISTANT_BANNED) {
                approvals.putOut(channel.id());
            }
            failures.report("reading channel " + channel.key() + " of account " + account.id(), e);
        }
    }
}
