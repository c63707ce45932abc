package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.later.Later;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Questions to a player. When it restarts, the chat is told at once, and the answer follows when the player is back.
 * Everybody who asks the same meanwhile gets one answer.
 */
@Component
class PlayerQuestions {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** A restart takes some seconds. What is away longer is not coming back soon. */
    private static final int ATTEMPTS = 30;

    private static final Set<FailureCode> AWAY =
            EnumSet.of(FailureCode.PEER_UNAVAILABLE, FailureCode.OWNED_ELSEWHERE, FailureCode.DRAINING);

    private final PlayerClient player;
    private final Later later;
    private final FailureLog failures;
    private final Set<Question> open = ConcurrentHashMap.newKeySet();

    PlayerQuestions(PlayerClient player, Later later, FailureLog failures) {
        this.player = player;
        this.later = later;
        this.failures = failures;
    }

    private record Question(long chat, String command, Language language) {}

    /**
     * Answers with what the player says.
     *
     * @return complete once Telegram has the answer
     */
    CompletableFuture<?> ask(Invocation invocation, Function<PlayerView, CompletableFuture<?>> answer) {
        PlayerView view;
        try {
            view = player.view(new PlayerId(invocation.chat().id()));
        } catch (FailureException e) {
            if (!AWAY.contains(e.failure().code())) {
                throw e;
            }
            return waitFor(invocation, answer, e);
        }
        return answer.apply(view);
    }

    private CompletableFuture<?> waitFor(
            Invocation invocation, Function<PlayerView, CompletableFuture<?>> answer, FailureException e) {
        var question =
                new Question(invocation.chat().id(), invocation.definition().name(), invocation.language());
        if (!open.add(question)) {
            return CompletableFuture.completedFuture(null);
        }
        failures.report("/" + question.command(), e);
        CompletableFuture<Integer> _ =
                invocation.replyWhile(() -> open.contains(question), MusicPhrase.PLAYER_RETURNS, Map.of());
        var done = new CompletableFuture<Object>();
        later.run(PAUSE, () -> again(question, invocation, answer, done, 1));
        return done;
    }

    private void again(
            Question question,
            Invocation invocation,
            Function<PlayerView, CompletableFuture<?>> answer,
            CompletableFuture<Object> done,
            int attempt) {
        try (var _ = LogContext.ofChat(question.chat())) {
            PlayerView view = player.view(new PlayerId(question.chat()));
            open.remove(question);
            follow(answer.apply(view), done);
        } catch (FailureException e) {
            if (AWAY.contains(e.failure().code()) && attempt < ATTEMPTS) {
                later.run(PAUSE, () -> again(question, invocation, answer, done, attempt + 1));
                return;
            }
            open.remove(question);
            follow(invocation.reply(failures.report("/" + question.command(), e)), done);
        } catch (Throwable e) { // also an Error: the next question of this chat has to be asked
            open.remove(question);
            done.completeExceptionally(e);
        }
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
