package dev.muzon.gateway.music.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code /resume}: goes on, and says so only when the music plays. */
@Component
class ResumeCommand implements CommandHandler {
    /** Longer than anybody is shown what becomes of a player. */
    private static final Duration REMEMBERED = Duration.ofMinutes(30);

    private static final int PLACES = 10_000;

    private final Cache<Destination, Integer> told = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(PLACES)
            .build();
    private final PlayerControl control;
    private final CallText text;
    private final Texts texts;
    private final StandingAnswers standing;

    ResumeCommand(PlayerControl control, CallText text, Texts texts, StandingAnswers standing) {
        this.control = control;
        this.text = text;
        this.texts = texts;
        this.standing = standing;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return control.run(
                invocation, new PlayerCommand.Resume(), change -> answer(invocation, change, MusicPhrase.RESUMED));
    }

    /** Answers a {@code /replay}, which is meant to be heard like what goes on. */
    CompletableFuture<?> tellReplayed(Invocation invocation, Change change) {
        return answer(invocation, change, MusicPhrase.REPLAYED);
    }

    /** Answers, unless the player is in the voice chat and on its way to be heard. Its card follows then. */
    private CompletableFuture<?> answer(Invocation invocation, Change change, MusicPhrase heard) {
        PlayerView after = change.after();
        if (after.state() == PlayerState.PLAYING) {
            boolean played = heard == MusicPhrase.RESUMED && change.stays(PlayerState.PLAYING);
            MusicPhrase said = played ? MusicPhrase.ALREADY_PLAYING : heard;
            return control.tell(invocation, change, said, Map.of());
        }
        MusicPhrase phrase = CallText.phrase(after);
        CallStatus call = after.call();
        boolean troubled = call != null && call.failure() != null && after.state() != PlayerState.PAUSED;
        if (troubled || phrase == MusicPhrase.CARD_JOINING || phrase == MusicPhrase.CARD_RECONNECTING) {
            return tellUntilHeard(invocation, change, heard);
        }
        return phrase == null || CallText.isPassing(after)
                ? CompletableFuture.completedFuture(null)
                : control.tell(invocation, change, phrase, Map.of());
    }

    /**
     * Says what is tried, and in the same message what became of it, until the music is heard or over. A later answer
     * takes the place of an earlier one, so that the end is told once.
     */
    private CompletableFuture<?> tellUntilHeard(Invocation invocation, Change change, MusicPhrase heard) {
        var course = new UntilHeard(invocation, change, heard);
        return standing.tell(invocation, MusicPhrase.JOINING_SHOWN, change.after(), course);
    }

    /** The way of an answer until the music is heard or over. */
    private final class UntilHeard implements StandingAnswers.Course {
        private final Invocation invocation;
        private final Change change;
        private final MusicPhrase heard;

        UntilHeard(Invocation invocation, Change change, MusicPhrase heard) {
            this.invocation = invocation;
            this.change = change;
            this.heard = heard;
        }

        @Override
        public Optional<String> words(PlayerView player) {
            return Optional.ofNullable(
                    ResumeCommand.this.words(player, heard(player, change.after(), heard), invocation.language()));
        }

        @Override
        public void sent(int answer) {
            Integer earlier = told.asMap().put(invocation.place(), answer);
            if (earlier != null && earlier != answer) {
                invocation.takeBack(earlier);
            }
        }

        /** Leaves an answer that a later one has replaced. One to music that is over is taken back. */
        @Override
        public boolean isLeft(int answer, PlayerView player) {
            if (!Integer.valueOf(answer).equals(told.getIfPresent(invocation.place()))) {
                return true;
            }
            boolean over = player.state() == PlayerState.IDLE;
            if (over && told.asMap().remove(invocation.place(), answer)) {
                invocation.takeBack(answer);
            }
            return over;
        }

        @Override
        public boolean isSettled(int answer, PlayerView player) {
            boolean playing = player.state() == PlayerState.PLAYING;
            if (playing) {
                told.asMap().remove(invocation.place(), answer);
            }
            return playing;
        }
    }

    /** Returns what is said once music is heard. Another track than the one of the answer was not replayed. */
    private static MusicPhrase heard(PlayerView newest, PlayerView answered, MusicPhrase heard) {
        QueueEntry track = answered.current();
        QueueEntry now = newest.current();
        boolean same = track != null && now != null && track.id().equals(now.id());
        return same ? heard : MusicPhrase.RESUMED;
    }

    /** Returns whether an assistant that was removed, and not banned, is about to be let in again. */
    private static boolean comesBack(CallStatus call) {
        Failure why = call.failure();
        return call.phase() == CallStatus.Phase.JOINING && why != null && why.code() == FailureCode.ASSISTANT_REMOVED;
    }

    /** Writes how a player stands for whom it was to go on. Null when it is over, and while a track begins. */
    private @Nullable String words(PlayerView player, MusicPhrase heard, Language language) {
        if (player.state() == PlayerState.PLAYING) {
            return texts.html(language, heard);
        }
        CallStatus call = player.call();
        if (call != null && comesBack(call)) {
            return texts.html(language, MusicPhrase.JOINING_SHOWN);
        }
        if (player.state() != PlayerState.PAUSED && call != null && call.failure() != null) {
            return text.troubled(call.failure(), language);
        }
        String state = text.stateForGood(player, language);
        return state == null ? null : Html.escaped(state);
    }
}
