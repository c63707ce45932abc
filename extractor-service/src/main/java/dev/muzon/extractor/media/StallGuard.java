package dev.muzon.extractor.media;

import java.time.Duration;

/**
 * Ends a child that lets its reader wait too long. A read of its output cannot be interrupted, and a server that sends
 * a byte now and then keeps the child alive for any length of time.
 */
final class StallGuard implements AutoCloseable {
    private static final long LONGEST_NAP = Duration.ofSeconds(1).toNanos();
    private static final long SHORTEST_NAP = Duration.ofMillis(1).toNanos();

    private final Runnable kill;
    private final Thread watcher;
    private volatile long due;
    private volatile boolean reading;
    private volatile boolean fired;

    /** @param kill ends the child, and with it the read */
    StallGuard(Runnable kill) {
        this.kill = kill;
        this.watcher = Thread.ofVirtual().name("stall-guard").start(this::watch);
    }

    /** Begins a read that has to bring something within the limit. */
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
        try {
            while (!fired) {
                long left = reading ? due - System.nanoTime() : LONGEST_NAP;
                if (left <= 0) {
                    fired = true;
                    kill.run();
                } else {
                    Thread.sleep(Duration.ofNanos(Math.clamp(left, SHORTEST_NAP, LONGEST_NAP)));
                }
            }
        } catch (InterruptedException e) {
            // Closed: there is nothing left to guard.
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
