package dev.muzon.extractor.media;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A guard that ends a child whose reader waits too long. A read of its output cannot be interrupted, and a server that
 * sends a byte now and then keeps the child alive for any length of time.
 */
final class StallGuard implements AutoCloseable {
    private static final long LONGEST_NAP = Duration.ofSeconds(1).toNanos();
    private static final long SHORTEST_NAP = Duration.ofMillis(1).toNanos();

    private final Runnable kill;
    private final Thread watcher;
    private volatile long due;
    private volatile boolean reading;
    private volatile boolean fired;
    private volatile boolean closed;

    /**
     * Makes a guard.
     *
     * @param kill ends the child, and with it the read
     */
    StallGuard(Runnable kill) {
        this.kill = kill;
        this.watcher = Thread.ofVirtual().name("stall-guard").start(this::watch);
    }

    /** Begins a read that must bring something within the limit. */
    void reading(Duration limit) {
        due = System.nanoTime() + limit.toNanos();
        reading = true;
    }

    /** Ends the read: from now on nobody waits for the child. */
    void read() {
        reading = false;
    }

    /** Returns whether the child was ended. */
    boolean fired() {
        return fired;
    }

    private void watch() {
        while (!closed && !fired) {
            long left = reading ? due - System.nanoTime() : LONGEST_NAP;
            if (left <= 0) {
                fired = true;
                kill.run();
            } else {
                LockSupport.parkNanos(this, Math.clamp(left, SHORTEST_NAP, LONGEST_NAP));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watcher);
    }
}
