package dev.muzon.coordination.lease;

import dev.muzon.coordination.Heartbeat;
import dev.muzon.coordination.Jitter;
import dev.muzon.coordination.Outage;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns a name whenever it can: tries to take the lease again and again until it has it, keeps it alive, begins anew
 * when it is lost, and gives it up when closed. The listener hears of a loss before anybody else can own the name, as
 * long as this process runs at all; a process that stood still learns of it when it wakes, which is why writes carry
 * the token.
 */
public final class LeaseHolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeaseHolder.class);
    private static final int TRIES_PER_TTL = 3;
    static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Leases leases;
    private final String name;
    private final String owner;
    private final URI address;
    private final Duration ttl;
    private final LeaseListener listener;
    private final Thread thread;
    /** Has a permit when there is something else to do than to wait. */
    private final Semaphore wake = new Semaphore(0);

    private final Outage outage;
    private volatile @Nullable Lease held;
    private volatile @Nullable Heartbeat heartbeat;
    private volatile boolean closing;

    /**
     * @param owner unique per process start
     * @param address where this owner answers REST
     * @param ttl how long the name stays with a process that stopped answering; renewed three times in that time
     */
    public LeaseHolder(Leases leases, String name, String owner, URI address, Duration ttl, LeaseListener listener) {
        this.leases = leases;
        this.name = name;
        this.owner = owner;
        this.address = address;
        this.ttl = ttl;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("lease " + name).unstarted(this::run);
        this.outage = new Outage(log, "asking for the lease " + name);
    }

    /** Returns at once; a store that cannot be reached is asked again until it can. */
    public void start() {
        thread.start();
    }

    /** The lease while we have it: empty also in a process that stood still, before it learns what it lost. */
    public Optional<Lease> held() {
        Heartbeat beating = heartbeat;
        return beating != null && beating.holds() ? Optional.ofNullable(held) : Optional.empty();
    }

    private void run() {
        while (!closing) {
            long asked = System.nanoTime();
            tryAcquire().ifPresent(lease -> hold(lease, asked));
            pause();
        }
    }

    private Optional<Lease> tryAcquire() {
        try {
            Optional<Lease> lease = leases.tryAcquire(name, owner, address, ttl);
            outage.over();
            return lease;
        } catch (RuntimeException e) {
            outage.noticed(e);
            return Optional.empty();
        }
    }

    /** Returns when the lease is lost or given up. */
    private void hold(Lease lease, long asked) {
        held = lease;
        Heartbeat beating = Heartbeat.start("lease " + name, ttl, asked, () -> leases.renew(lease, ttl), () -> {
            held = null;
            wake.release();
        });
        heartbeat = beating;
        try {
            listener.gained(lease);
            wake.acquireUninterruptibly();
        } catch (RuntimeException e) {
            log.error("cannot act as the owner of {}, giving it up for now", name, e);
        }
        boolean lost = held == null;
        held = null;
        beating.close();
        tellLost(lease);
        if (lost) {
            log.warn("lost the lease {}", name);
        } else {
            release(lease);
        }
    }

    private void tellLost(Lease lease) {
        try {
            listener.lost(lease);
        } catch (RuntimeException e) {
            log.error("cannot stop acting as the owner of {}", name, e);
        }
    }

    private void release(Lease lease) {
        try {
            leases.release(lease);
        } catch (RuntimeException e) {
            log.warn("cannot give up the lease {}, its time has to run out: {}", name, e.toString());
        }
    }

    private void pause() {
        try {
            // What woke the holder to give the lease up does not wake it a second time.
            if (!closing
                    && wake.tryAcquire(
                            Jitter.around(ttl.dividedBy(TRIES_PER_TTL)).toNanos(), TimeUnit.NANOSECONDS)) {
                log.trace("{} is being closed or was lost a moment ago", name);
            }
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /**
     * Tells the listener of the loss, then gives the name up for the next owner; returns when both have happened, or
     * after seconds when they take longer. Not to be called by the listener.
     */
    @Override
    public void close() {
        close(CLOSE_LIMIT);
    }

    /**
     * As {@link #close()}, for a listener that may take longer to stop.
     *
     * @param limit how long to wait for the listener and the release
     */
    public void close(Duration limit) {
        closing = true;
        wake.release();
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            if (!thread.join(limit)) {
                log.warn("Lease {} was not given up within {}", name, limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
