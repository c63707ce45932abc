package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.bot.middleware.LastStep;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The patience of commands while a chat's player restarts. The chat is told once. What is asked meanwhile is done in
 * order when the player is back, and a question that several people ask is answered once. When the player stays away,
 * that is said once too.
 */
@Component
class PlayerPatience implements LastStep {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Later later;
    private final FailureLog failures;
    private final ConcurrentHashMap<Long, Waiting> chats = new ConcurrentHashMap<>();

    PlayerPatience(Later later, FailureLog failures) {
        this.later = later;
        this.failures = failures;
    }

    /** A command that waits for the player. */
    private record Asked(Invocation invocation, CommandHandler command, CompletableFuture<Object> done) {
        /** Returns whether both are the same question, for which one answer is enough. */
        boolean isAnsweredBy(Asked other) {
            return !invocation.definition().isControl()
                    && invocation.definition().equals(other.invocation.definition())
                    && invocation.argument().equals(other.invocation.argument());
        }
    }

    /** The commands that wait in a chat. The first one decides how long: a control lives for a minute. */
    private static final class Waiting {
        private final Deque<Asked> asked = new ConcurrentLinkedDeque<>();
        /** Completes when nothing waits any more, so that the promise to do it is not left in the chat. */
        private final CompletableFuture<Void> over = new CompletableFuture<>();

        private int looks;

        Waiting(Asked first) {
            asked.add(first);
            Duration age = first.invocation().age();
            boolean ages = age != null && first.invocation().definition().isControl();
            Duration left = ages ? CommandDefinition.CONTROL.minus(age) : CommandDefinition.CONTROL;
            looks = (int) Math.max(1, left.dividedBy(PAUSE));
        }

        Waiting and(Asked more) {
            if (asked.stream().anyMatch(more::isAnsweredBy)) {
                more.done().complete(null);
            } else {
                asked.add(more);
            }
            return this;
        }
    }

    @Override
    public CompletableFuture<?> apply(Invocation invocation, CommandHandler next) {
        long chat = invocation.chat().id();
        var asked = new Asked(invocation, next, new CompletableFuture<>());
        boolean inOrder = invocation.definition().isControl();
        if (inOrder && chats.computeIfPresent(chat, (_, waiting) -> waiting.and(asked)) != null) {
            return asked.done();
        }
        try {
            return next.run(invocation);
        } catch (FailureException e) {
            if (e.failure().code() != FailureCode.PLAYER_AWAY) {
                throw e;
            }
            waitFor(chat, asked, e);
            return asked.done();
        }
    }

    private void waitFor(long chat, Asked asked, FailureException e) {
        var fresh = new Waiting(asked);
        Waiting waiting = chats.merge(chat, fresh, (known, _) -> known.and(asked));
        if (waiting != fresh) {
            return;
        }
        Invocation invocation = asked.invocation();
        failures.report("/" + invocation.definition().name(), e);
        CompletableFuture<Integer> told =
                invocation.replyAloneWhile(() -> chats.get(chat) == fresh, MusicPhrase.PLAYER_RETURNS);
        CompletableFuture<?> _ =
                CompletableFuture.allOf(told, fresh.over).thenRun(() -> invocation.takeBack(told.join()));
        later.run(PAUSE, () -> look(chat));
    }

    /** Does what waits as long as the player answers. */
    private void look(long chat) {
        try (var _ = LogContext.ofChat(chat)) {
            for (Asked first = first(chat); first != null; first = next(chat)) {
                try {
                    follow(first.command().run(first.invocation()), first.done());
                } catch (FailureException e) {
                    if (e.failure().code() == FailureCode.PLAYER_AWAY) {
                        waitOn(chat, e);
                        return;
                    }
                    refuse(first, e);
                } catch (Throwable e) { // also an Error: what else waits in this chat has to be done
                    refuse(first, e);
                }
            }
        }
    }

    private @Nullable Asked first(long chat) {
        Waiting waiting = chats.get(chat);
        return waiting == null ? null : waiting.asked.peekFirst();
    }

    /** Goes on to the next one. Behind the last one nothing waits any more. */
    private @Nullable Asked next(long chat) {
        Waiting before = chats.get(chat);
        Waiting left = chats.computeIfPresent(chat, (_, waiting) -> {
            waiting.asked.removeFirst();
            return waiting.asked.isEmpty() ? null : waiting;
        });
        if (left == null && before != null) {
            before.over.complete(null);
        }
        return left == null ? null : left.asked.peekFirst();
    }

    private void waitOn(long chat, FailureException e) {
        Waiting over = chats.get(chat);
        if (over == null || --over.looks > 0) {
            later.run(PAUSE, () -> look(chat));
            return;
        }
        chats.remove(chat);
        over.over.complete(null);
        List<Asked> left = List.copyOf(over.asked);
        Asked first = left.getFirst();
        failures.report("/" + first.invocation().definition().name(), e);
        follow(first.invocation().refuse(MusicPhrase.PLAYER_STAYS_AWAY), first.done());
        left.stream().skip(1).forEach(asked -> asked.done().complete(null));
    }

    private void refuse(Asked asked, Throwable e) {
        Invocation invocation = asked.invocation();
        follow(invocation.reply(failures.report("/" + invocation.definition().name(), e)), asked.done());
    }

    private static void follow(CompletableFuture<?> answer, CompletableFuture<Object> done) {
        CompletableFuture<?> _ = answer.whenComplete((value, thrown) -> {
            if (thrown == null) {
                done.complete(value);
            } else {
                done.completeExceptionally(thrown);
            }
        });
    }
}
