package dev.muzon.gateway.bot.middleware;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.protocol.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The answer that tells a person of commands that were left out, and counts them. The number follows with growing
 * pauses, because a flood must not use up what the bot may say in the chat.
 */
final class LeftOut {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(3);

    private Instant free;
    private int leftOut = 1;
    private boolean waiting;
    private Duration pause = FIRST_PAUSE;
    private Runnable correct = () -> {};

    /**
     * Makes an answer.
     *
     * @param free when the limit has room again
     */
    LeftOut(Instant free) {
        this.free = free;
    }

    /**
     * Sends the answer.
     *
     * @param words asked whenever the answer or its correction leaves
     */
    synchronized CompletableFuture<Integer> send(Invocation invocation, Supplier<Failure> words) {
        CompletableFuture<Integer> answer = invocation.replyForAll(words);
        correct = () -> {
            CompletableFuture<Void> _ = answer.thenAccept(id -> {
                if (id != Outbox.DROPPED) {
                    invocation.correct(id, words);
                }
            });
        };
        return answer;
    }

    /** Returns when every limit that the person met has room again. */
    synchronized Instant free() {
        return free;
    }

    /** Notes that the person met a limit that has room only then. */
    synchronized void until(Instant later) {
        free = later.isAfter(free) ? later : free;
    }

    /** Returns how many were left out, the first one included. */
    synchronized int leftOut() {
        return leftOut;
    }

    /** Counts one more, and has the answer say so soon. */
    synchronized void leaveOut(Later later) {
        leftOut++;
        if (!waiting) {
            waiting = true;
            later.run(pause, this::say);
            pause = pause.multipliedBy(2);
        }
    }

    private synchronized void say() {
        waiting = false;
        correct.run();
    }
}
