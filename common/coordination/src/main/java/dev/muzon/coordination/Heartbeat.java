package dev.muzon.coordination;

import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renewal of one claim on a virtual thread, until it is closed or the claim is lost. A claim is lost when the store says
 * so. Unless its term says otherwise, it is also lost when its time runs out unconfirmed: another process may have it.
 */
public final class Heartbeat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final int BEATS_PER_TTL = 3;
    private static final int RETRIES_PER_TTL = 10;

    private final Term term;
    private final BooleanSupplier renew;
    private final Runnable lost;
    private final LoopFailures failures;
    private final Thread thread;
    /** By {@link System#nanoTime()}. It counts on while the process is stopped, but not while the machine is suspended. */
    private volatile long confirmed;

    private boolean over;

    /**
     * A claim and how long it holds.
     *
     * @param claim its name, for logs
     * @param claimedAt when it was asked for, by {@link System#nanoTime()}: its time counts from then
     * @param keptInOutage whether a claim that the store cannot confirm is kept until the store says otherwise
     */
    public record Term(String claim, Duration ttl, long claimedAt, boolean keptInOutage) {}

    private Heartbeat(Term term, BooleanSupplier renew, Runnable lost, FailureLog failures) {
        this.term = term;
        this.confirmed = term.claimedAt();
        this.renew = renew;
        this.lost = lost;
        this.failures = new LoopFailures(failures, "renewing " + term.claim());
        this.thread = Thread.ofVirtual().name("heartbeat " + term.claim()).unstarted(this::run);
    }

    /**
     * Starts to renew a claim three times in its time.
     *
     * @param renew returns false when the claim belongs to somebody else; may throw when the store is away
     * @param lost called at most once, on the heartbeat's thread, and never after {@link #close()} returned
     */
    public static Heartbeat start(Term term, BooleanSupplier renew, Runnable lost, FailureLog failures) {
        var heartbeat = new Heartbeat(term, renew, lost, failures);
        heartbeat.thread.start();
        return heartbeat;
    }

    private void run() {
        try {
            renewUntilLost();
            end(lost);
        } catch (InterruptedException _) {
            log.trace("Heartbeat of {} closed", term.claim());
        } finally {
            failures.ended();
        }
    }

    private void renewUntilLost() throws InterruptedException {
        boolean held = true;
        Duration pause = term.ttl().dividedBy(BEATS_PER_TTL);
        while (held) {
            Thread.sleep(pause);
            long asked = System.nanoTime();
            try {
                held = askWithin(patience(asked));
                confirmed = asked;
                failures.succeeded();
                pause = term.ttl().dividedBy(BEATS_PER_TTL);
            } catch (ExecutionException e) {
                failures.failed(e);
                pause = term.ttl().dividedBy(RETRIES_PER_TTL);
            } catch (TimeoutException e) {
                failures.failed(e);
                held = term.keptInOutage();
            }
        }
    }

    private long patience(long now) {
        long ttl = term.ttl().toNanos();
        return term.keptInOutage() ? ttl : ttl - (now - confirmed);
    }

    /** Returns whether this process still holds the claim, as far as it knows. */
    public boolean holds() {
        return term.keptInOutage() || isConfirmed();
    }

    /** Returns whether the store has confirmed the claim in its last term. */
    public boolean isConfirmed() {
        return System.nanoTime() - confirmed < term.ttl().toNanos();
    }

    private boolean askWithin(long nanos) throws InterruptedException, ExecutionException, TimeoutException {
        var question = new FutureTask<>(renew::getAsBoolean);
        Thread.ofVirtual().name("renew " + term.claim()).start(question);
        try {
            return question.get(nanos, TimeUnit.NANOSECONDS);
        } finally {
            question.cancel(true);
        }
    }

    private synchronized void end(Runnable then) {
        if (!over) {
            over = true;
            then.run();
        }
    }

    /** Stops the renewal and leaves the claim as it is. */
    @Override
    public void close() {
        end(thread::interrupt);
    }
}
