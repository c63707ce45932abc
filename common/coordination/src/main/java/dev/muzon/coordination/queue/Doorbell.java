package dev.muzon.coordination.queue;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A hint to this process's worker that its queue may have something to claim. It saves the wait for the next poll. A
 * lost ring costs a poll's delay, a needless one costs a look.
 */
public final class Doorbell {
    private final ConcurrentMap<String, Bell> bells = new ConcurrentHashMap<>();

    /** Rings the bell of a queue, and never blocks. Rings of a queue that has no worker here are never answered. */
    public void ring(String queue) {
        bell(queue).ring();
    }

    /**
     * Tells the key of a waiting job to the worker, if that is idle. The worker then makes the job the head of its lane
     * and claims it in one step, which saves a write.
     *
     * @return false when no worker of this process is idle, so the caller has to promote the job itself
     */
    boolean hand(String queue, String key) {
        return bell(queue).hand(key);
    }

    /**
     * Waits for a ring, also one since the last call, or for a key.
     *
     * @param takesKeys whether it may be handed a key
     */
    Ring await(String queue, Duration atMost, boolean takesKeys) throws InterruptedException {
        return bell(queue).await(atMost, takesKeys);
    }

    /** Returns whether a worker waits and would take a key. */
    boolean waits(String queue) {
        return bell(queue).waits();
    }

    private Bell bell(String queue) {
        return bells.computeIfAbsent(queue, _ -> new Bell());
    }

    /**
     * The end of a worker's wait.
     *
     * @param rang false when the time was over
     * @param key of the lane that is now this worker's to claim from
     */
    record Ring(boolean rang, @Nullable String key) {}

    private static final class Bell {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private boolean rung;
        private boolean idle;
        private @Nullable String handed;

        void ring() {
            lock.lock();
            try {
                rung = true;
                changed.signal();
            } finally {
                lock.unlock();
            }
        }

        boolean hand(String key) {
            lock.lock();
            try {
                boolean takes = waits();
                if (takes) {
                    handed = key;
                    changed.signal();
                }
                return takes;
            } finally {
                lock.unlock();
            }
        }

        boolean waits() {
            lock.lock();
            try {
                return idle && handed == null && !rung;
            } finally {
                lock.unlock();
            }
        }

        Ring await(Duration atMost, boolean takesKeys) throws InterruptedException {
            lock.lock();
            try {
                idle = takesKeys;
                long left = atMost.toNanos();
                while (!rung && handed == null && left > 0) {
                    left = changed.awaitNanos(left);
                }
                var ring = new Ring(rung || handed != null, handed);
                rung = false;
                return ring;
            } finally {
                // Also after an interrupt: nobody claims from a lane that is handed to a worker which has gone.
                idle = false;
                handed = null;
                lock.unlock();
            }
        }
    }
}
