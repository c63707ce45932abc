package dev.muzon.coordination.queue;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A hint to this process's worker that its queue may have something to claim. It saves the wait for the next poll. A
 * lost ring costs a poll's delay, a needless one costs a look.
 */
public final class Doorbell {
    private final ConcurrentMap<String, Semaphore> bells = new ConcurrentHashMap<>();

    /** Rings the bell of a queue, and never blocks. Rings of a queue that has no worker here are never answered. */
    public void ring(String queue) {
        Semaphore bell = bell(queue);
        if (bell.availablePermits() == 0) {
            bell.release();
        }
    }

    /**
     * Waits for a ring.
     *
     * @return whether it rang since the last call, or rings within this time
     */
    boolean await(String queue, Duration atMost) throws InterruptedException {
        Semaphore bell = bell(queue);
        boolean rang = bell.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS);
        bell.drainPermits();
        return rang;
    }

    private Semaphore bell(String queue) {
        return bells.computeIfAbsent(queue, name -> new Semaphore(0));
    }
}
