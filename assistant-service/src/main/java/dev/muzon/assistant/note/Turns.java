package dev.muzon.assistant.note;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The order in which pieces of notes are recognised. A note that needs little comes before one that needs much, unless
 * that has waited as much longer. A short note waits for one piece of a long one at most.
 */
final class Turns {
    /** A wait that nobody has to be told of. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    private final int atOnce;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparingLong(Waiting::order));
    private int given;

    /**
     * Makes turns.
     *
     * @param atOnce how many have a turn at the same time
     * @param nanos a clock as {@link System#nanoTime()}
     */
    Turns(int atOnce, LongSupplier nanos) {
        this.atOnce = atOnce;
        this.nanos = nanos;
    }

    /** A listener to a long wait. */
    @FunctionalInterface
    interface Patience {
        /** Hears how many come before. */
        void still(int ahead) throws InterruptedException;
    }

    // Compared by identity: two may have the same order.
    private static final class Waiting {
        private final long order;

        Waiting(long order) {
            this.order = order;
        }

        long order() {
            return order;
        }
    }

    /**
     * Waits for a turn. It must be given back.
     *
     * @param needs the length of the speech that is still to be recognised
     */
    void take(Duration needs, Patience patience) throws InterruptedException {
        lock.lockInterruptibly();
        var me = new Waiting(nanos.getAsLong() + needs.toNanos());
        waiting.add(me);
        try {
            long untold = SHORT.toNanos();
            while (given == atOnce || waiting.peek() != me) {
                untold = changed.awaitNanos(untold);
                if (untold <= 0) {
                    int ahead = ahead(me);
                    tell(patience, ahead);
                    untold = SHORT.toNanos() * ahead; // however many wait, about one is told in a second
                }
            }
            given++;
        } finally {
            waiting.remove(me);
            changed.signalAll();
            lock.unlock();
        }
    }

    /** Tells without the lock, because telling takes a while. */
    private void tell(Patience patience, int ahead) throws InterruptedException {
        lock.unlock();
        try {
            patience.still(ahead);
        } finally {
            lock.lock();
        }
    }

    private int ahead(Waiting me) {
        long sooner =
                waiting.stream().filter(other -> other.order() < me.order()).count();
        return Math.max(1, given + (int) sooner);
    }

    void giveBack() {
        lock.lock();
        try {
            given--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many wait, for metrics. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
