package dev.muzon.gateway.music.control;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.music.player.AnsweredTrouble;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * The answers that say what the music waits for. Nobody knows that in the first seconds of trouble, so that each is
 * corrected as more becomes known, until the music is heard or over.
 */
@Component
class StandingAnswers {
    /** Nobody looks at an older answer, so that new trouble is told in a message, too. */
    private static final Duration STILL_READ = Duration.ofMinutes(2);

    private final KnownPlayers known;
    private final AnsweredTrouble answered;
    private final Ticker ticker;

    StandingAnswers(KnownPlayers known, AnsweredTrouble answered, Ticker ticker) {
        this.known = known;
        this.answered = answered;
        this.ticker = ticker;
    }

    /** The words of an answer, and how long they are corrected. */
    @FunctionalInterface
    interface Course {
        /** Writes the answer for a player. Empty when nothing is to be said or changed. */
        Optional<String> words(PlayerView player);

        /** Writes the answer that is sent first. */
        default Optional<String> begin(PlayerView player) {
            return words(player);
        }

        /** Notes that the answer was sent. */
        default void sent(int answer) {}

        /** Returns whether the answer is left alone from now on. Asked before its words. */
        default boolean isLeft(int answer, PlayerView player) {
            return false;
        }

        /** Returns whether the words for this player are the last ones. */
        default boolean isSettled(int answer, PlayerView player) {
            return player.state() == PlayerState.IDLE || player.state() == PlayerState.PLAYING;
        }
    }

    /**
     * Answers in a separate message that is corrected afterwards.
     *
     * @param about what makes one answer enough for several people
     * @param after the player as the command left it
     */
    CompletableFuture<?> tell(Invocation invocation, Object about, PlayerView after, Course course) {
        var said = new AtomicReference<>(Optional.<String>empty());
        Draft first = () -> {
            Optional<String> words = course.begin(newest(after));
            said.set(words);
            if (words.isPresent()) {
                answered.tells(newest(after));
            }
            return words.map(Content::of);
        };
        return invocation.replyForAll(about, first).thenAccept(answer -> {
            if (answer != Outbox.DROPPED) {
                course.sent(answer);
                known.follow(after.id(), view -> follow(invocation, answer, view, course, said));
            }
        });
    }

    private boolean follow(
            Invocation invocation, int answer, PlayerView view, Course course, AtomicReference<Optional<String>> said) {
        PlayerView newest = newest(view);
        if (course.isLeft(answer, newest)) {
            return true;
        }
        if (ticker.read() - invocation.arrived() < STILL_READ.toNanos()) {
            answered.tells(newest);
        }
        boolean settled = course.isSettled(answer, newest);
        Optional<String> words = course.words(newest);
        if (words.isPresent() && !words.equals(said.getAndSet(words))) {
            invocation.correct(answer, () -> {
                Optional<String> last = settled ? words : course.words(newest(view));
                said.set(last);
                return last.map(Content::of);
            });
        }
        return settled;
    }

    private PlayerView newest(PlayerView view) {
        return known.of(view.id()).orElse(view);
    }

    /** Carries out a command and answers it. News of trouble wait for the answer, which may tell of it. */
    CompletableFuture<?> answering(Invocation invocation, Supplier<CompletableFuture<?>> work) {
        return answered.answering(new PlayerId(invocation.chat().id()), work);
    }
}
