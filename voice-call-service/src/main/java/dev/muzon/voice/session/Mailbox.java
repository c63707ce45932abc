package dev.muzon.voice.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The inputs of one actor, worked off one after another on a thread of their own, between which it wakes when due. */
final class Mailbox {
    private final Actor actor;
    private final Clock clock;
    private final Queue<Runnable> inputs = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private boolean closed;

    /** Whose inputs these are. All methods are called on the mailbox's thread. */
    interface Actor {
        /** When it has something to do by itself; null when never. */
        @Nullable Instant nextWake();

        /** Works off one input, or does what is due when there is none. Never throws. */
        void handle(@Nullable Runnable input);
    }

    Mailbox(Actor actor, Clock clock) {
        this.actor = actor;
        this.clock = clock;
    }

    void start(String name) {
        Thread.ofVirtual().name(name).start(this::run);
    }

    /** @return false when nobody will ever read it */
    boolean post(Runnable input) {
        lock.lock();
        try {
            if (!closed) {
                inputs.add(input);
                arrived.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** @return false when there is something to read yet: then it stays open */
    boolean closeIfEmpty() {
        lock.lock();
        try {
            closed = inputs.isEmpty();
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** What was not read yet never will be. */
    void close() {
        lock.lock();
        try {
            closed = true;
            inputs.clear();
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (true) {
            Runnable input;
            lock.lock();
            try {
                awaitInput();
                if (closed) {
                    return;
                }
                input = inputs.poll();
            } catch (InterruptedException nobodyDoesThat) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                lock.unlock();
            }
            actor.handle(input);
        }
    }

    private void awaitInput() throws InterruptedException {
        while (inputs.isEmpty() && !closed) {
            Instant wake = actor.nextWake();
            if (wake == null) {
                arrived.await();
                continue;
            }
            long nanos = Duration.between(clock.instant(), wake).toNanos();
            if (nanos <= 0 || !arrived.await(nanos, TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }
}
