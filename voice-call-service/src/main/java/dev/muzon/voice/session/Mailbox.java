package dev.muzon.voice.session;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.WorkContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The inputs of one chat's actor. One thread handles them one after another and wakes the actor when something is due.
 */
final class Mailbox {
    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);

    private final Actor actor;
    private final MonotonicClock clock;
    private final Queue<Runnable> inputs = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private boolean closed;

    /** The reader of the inputs. All methods are called on the mailbox's thread. */
    interface Actor {
        /** Returns when it has something to do by itself, null when never. */
        @Nullable Instant nextWake();

        /** Handles one input, or does what is due when there is none. */
        void handle(@Nullable Runnable input);

        /**
         * Hears that one of the other methods threw, which it should not. The next input follows unless the mailbox was
         * closed.
         */
        void failed(Throwable e);
    }

    Mailbox(Actor actor, MonotonicClock clock) {
        this.actor = actor;
        this.clock = clock;
    }

    void start(PlayerId player) {
        Thread.ofVirtual().name("player").start(() -> {
            try (var _ = LogContext.ofChat(player.chatId())) {
                run();
            }
        });
    }

    /**
     * Adds an input, which goes on in the context of this thread.
     *
     * @return false when it will never be read
     */
    boolean post(Runnable input) {
        lock.lock();
        try {
            if (!closed) {
                inputs.add(WorkContext.carried(input));
                arrived.signal();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the mailbox if it is empty.
     *
     * @return false when there is something to read yet: then it stays open
     */
    boolean closeIfEmpty() {
        lock.lock();
        try {
            closed = inputs.isEmpty();
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Drops what was not read yet. */
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
        boolean open = true;
        while (open) {
            try {
                open = handleNext();
            } catch (Throwable e) {
                open = survived(e);
            }
        }
    }

    private boolean survived(Throwable e) {
        try {
            actor.failed(e);
            return true;
        } catch (Throwable worse) {
            log.error("Player's thread ended: {}", e, worse);
            close();
            return false;
        }
    }

    /**
     * Waits for the next input and handles it.
     *
     * @return false when the mailbox is closed
     */
    private boolean handleNext() {
        Runnable input;
        lock.lock();
        try {
            awaitInput();
            if (closed) {
                return false;
            }
            input = inputs.poll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
        actor.handle(input);
        return true;
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

    /**
     * Adds a question. A refusal is an answer. After any other exception the actor is told that it failed.
     *
     * @return null when it will never be read
     */
    <T> @Nullable CompletableFuture<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean accepted = post(() -> {
            try {
                answer.complete(question.get());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
                if (!isRefusal(e)) {
                    throw e;
                }
            }
        });
        return accepted ? answer : null;
    }

    /** Returns whether nothing was changed. After anything but a refusal the state is unknown. */
    private static boolean isRefusal(Throwable e) {
        return e instanceof FailureException refused && refused.failure() instanceof Failure.UserError;
    }
}
