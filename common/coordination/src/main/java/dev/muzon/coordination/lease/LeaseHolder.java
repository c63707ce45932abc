package dev.muzon.coordination.lease;

import dev.muzon.coordination.Heartbeat;
import dev.muzon.coordination.Jitter;
import dev.muzon.coordination.LoopFailures;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeper of the lease on one name. The holder asks for the lease until it has it, keeps it alive, asks again when it is
 * lost, and gives it up when closed. The listener hears of a loss before another process can own the name. A process
 * that stood still hears of it when it wakes, so writes carry the token.
 */
public final class LeaseHolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeaseHolder.class);
    private static final int TRIES_PER_TTL = 3;
    static final Duration RELEASE_LIMIT = Duration.ofSeconds(5);

    private final Leases leases;
    private final LeaseTerms terms;
    private final LeaseOwner owner;
    private final LeaseListener listener;
    private final FailureLog failures;
    private final LoopFailures asking;
    private final Thread thread;
    /** Has a permit when the holder has something else to do than to wait. */
    private final Semaphore wake = new Semaphore(0);
    /** Held from before the listener hears of the lease until after it heard of the loss. */
    private final ReentrantLock owning = new ReentrantLock();

    private volatile @Nullable Lease held;
    private volatile @Nullable Heartbeat heartbeat;
    private volatile boolean closing;

    public LeaseHolder(Leases leases, LeaseTerms terms, LeaseOwner owner, LeaseListener listener, FailureLog failures) {
        this.leases = leases;
        this.terms = terms;
        this.owner = owner;
        this.listener = listener;
        this.failures = failures;
        this.asking = new LoopFailures(failures, "asking for the lease " + terms.name());
        this.thread = Thread.ofVirtual().name("lease " + terms.name()).unstarted(this::run);
    }

    /** Returns at once. A store that is away is asked until it answers. */
    public void start() {
        thread.start();
    }

    /**
     * Returns the lease while this process has it. A process that stood still returns nothing even before it hears of
     * the loss.
     */
    public Optional<Lease> held() {
        Heartbeat beating = heartbeat;
        return beating != null && beating.holds() ? Optional.ofNullable(held) : Optional.empty();
    }

    /**
     * Returns whether this process has the lease and the store has confirmed it in the last term. One that is kept in
     * outages may belong to somebody else otherwise: the store may be away for this process alone.
     */
    public boolean isConfirmed() {
        Heartbeat beating = heartbeat;
        return beating != null && beating.isConfirmed() && held != null;
    }

    private void run() {
        while (!closing) {
            long asked = System.nanoTime();
            acquire().ifPresent(lease -> hold(lease, asked));
            pause();
        }
        asking.ended();
    }

    private Optional<Lease> acquire() {
        try {
            Optional<Lease> lease = leases.acquire(terms, owner);
            asking.succeeded();
            if (lease.isEmpty()) {
                listener.elsewhere();
            }
            return lease;
        } catch (Throwable e) { // an Error must not end the loop either: nobody else would ask
            asking.failed(e);
            listener.unanswered();
            return Optional.empty();
        }
    }

    /** Returns when the lease is lost or given up. */
    private void hold(Lease lease, long asked) {
        boolean lost;
        owning.lock();
        try {
            lost = !closing && actUntilOver(lease, asked);
        } finally {
            owning.unlock();
        }
        if (lost) {
            log.warn("Lease {} lost", terms.name());
        } else {
            release(lease);
        }
    }

    /**
     * Waits while the listener acts on the lease.
     *
     * @return whether the lease was lost, as opposed to given up
     */
    private boolean actUntilOver(Lease lease, long asked) {
        held = lease;
        var beating = Heartbeat.start(
                new Heartbeat.Term("lease " + terms.name(), terms.ttl(), asked, terms.keptInOutage()),
                () -> leases.renew(lease, terms.ttl()),
                () -> {
                    held = null;
                    wake.release();
                },
                failures);
        heartbeat = beating;
        try {
            listener.gained(lease);
            wake.acquireUninterruptibly();
        } catch (Throwable e) { // the lease must not stay with a process that does not act on it
            failures.report("beginning to own " + terms.name(), e);
        }
        boolean lost = held == null;
        held = null;
        try {
            if (lost && !beating.isConfirmed()) {
                listener.unanswered();
            }
            // Renewed until the listener has stopped, so that nobody else begins before.
            listener.lost(lease);
        } catch (Throwable e) {
            failures.report("ceasing to own " + terms.name(), e);
        } finally {
            beating.close();
        }
        return lost;
    }

    private void release(Lease lease) {
        try {
            leases.release(lease);
        } catch (Throwable e) { // it expires by itself
            failures.report("giving up the lease " + terms.name(), e);
        }
    }

    private void pause() {
        try {
            // The signal that ended this lease must not end the next one too.
            if (!closing
                    && wake.tryAcquire(
                            Jitter.around(terms.ttl().dividedBy(TRIES_PER_TTL)).toNanos(), TimeUnit.NANOSECONDS)) {
                log.trace("Lease {} closed or lost a moment ago", terms.name());
            }
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /**
     * Tells the listener of the loss, waits until it is done, then releases the name. A store that is slow to take the
     * release is waited for only some seconds. The listener must not call this.
     */
    @Override
    public void close() {
        closing = true;
        wake.release();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            owning.lockInterruptibly();
            owning.unlock();
            if (!thread.join(RELEASE_LIMIT)) {
                log.warn("Lease {} not released within {}", terms.name(), RELEASE_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
