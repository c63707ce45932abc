package dev.muzon.coordination;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a claim alive until closed, on a virtual thread of its own. It is lost when the store says so, and also when
 * its time runs out unconfirmed because the store is away or slow: somebody else may have it by then.
 */
public final class Heartbeat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final int BEATS_PER_TTL = 3;
    private static final int RETRIES_PER_TTL = 10;

    private final String claim;
    private final Duration ttl;
    private final BooleanSupplier renew;
    private final Runnable lost;
    private final Thread thread;
    /** By {@link System#nanoTime()}, which does not stand still when the process does. */
    private volatile long confirmed;

    private boolean over;

    private Heartbeat(String claim, Duration ttl, long claimedAt, BooleanSupplier renew, Runnable lost) {
        this.claim = claim;
        this.ttl = ttl;
        this.confirmed = claimedAt;
        this.renew = renew;
        this.lost = lost;
        this.thread = Thread.ofVirtual().name("heartbeat " + claim).unstarted(this::run);
    }

    /**
     * Starts to renew a claim three times per ttl.
     *
     * @param claim for logs and the thread's name
     * @param claimedAt by {@link System#nanoTime()}, when the claim was asked for: its time counts from then
     * @param renew returns false when the claim belongs to somebody else; may throw when the store cannot be asked
     * @param lost called at most once, on the heartbeat's thread, and never after {@link #close()} returned
     */
    public static Heartbeat start(String claim, Duration ttl, long claimedAt, BooleanSupplier renew, Runnable lost) {
        Heartbeat heartbeat = new Heartbeat(claim, ttl, claimedAt, renew, lost);
        heartbeat.thread.start();
        return heartbeat;
    }

    private void run() {
        try {
            if (!renewUntilLost()) {
                end(lost);
            }
        } catch (InterruptedException e) {
            log.trace("closed: {}", claim);
        }
    }

    /** @return only false: the claim is lost */
    private boolean renewUntilLost() throws InterruptedException {
        Outage outage = new Outage(log, "renewing " + claim);
        Duration pause = ttl.dividedBy(BEATS_PER_TTL);
        while (true) {
            Thread.sleep(pause);
            long asked = System.nanoTime();
            try {
                if (!askWithin(ttl.toNanos() - (asked - confirmed))) {
                    return false;
                }
                confirmed = asked;
                outage.over();
                pause = ttl.dividedBy(BEATS_PER_TTL);
            } catch (ExecutionException e) {
                outage.noticed(e);
                pause = ttl.dividedBy(RETRIES_PER_TTL);
            } catch (TimeoutException e) {
                log.warn("{} ran out while the store could not be asked", claim);
                return false;
            }
        }
    }

    /** Whether nobody else can have the claim yet: also true to a process that stood still and was not told of a loss. */
    public boolean holds() {
        return System.nanoTime() - confirmed < ttl.toNanos();
    }

    private boolean askWithin(long nanos) throws InterruptedException, ExecutionException, TimeoutException {
        FutureTask<Boolean> question = new FutureTask<>(renew::getAsBoolean);
        Thread.ofVirtual().name("renew " + claim).start(question);
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

    /** Stops; the claim itself is left as it is. */
    @Override
    public void close() {
        end(thread::interrupt);
    }
}
