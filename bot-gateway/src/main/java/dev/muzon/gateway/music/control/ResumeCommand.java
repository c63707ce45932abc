package dev.muzon.gateway.music.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.outbox.Draft;
import dev.muzon.gateway.bot.outbox.Outbox;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.AnsweredTrouble;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.telegram.Content;
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
import java.util.concurrent.atomic.AtomicReference;
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
    private final KnownPlayers known;
    private final AnsweredTrouble answered;

    ResumeCommand(PlayerControl control, CallText text, Texts texts, KnownPlayers known, AnsweredTrouble answered) {
        this.control = control;
        this.text = text;
        this.texts = texts;
        this.known = known;
        this.answered = answered;
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
        PlayerView after = change.after();
        Language language = invocation.language();
        var said = new AtomicReference<@Nullable String>(words(change, after, heard, language));
        Draft now = () -> {
            PlayerView newest = known.of(after.id()).orElse(after);
            String words = words(change, newest, heard(newest, after, heard), language);
            said.set(words);
            answered.tells(newest);
            return Optional.ofNullable(words).map(Content::of);
        };
        return invocation.replyForAll(MusicPhrase.JOINING_SHOWN, now).thenAccept(answer -> {
            if (answer != Outbox.DROPPED) {
                replace(answer, invocation);
                known.follow(after.id(), view -> {
                    if (!answer.equals(told.getIfPresent(invocation.place()))) {
                        return true;
                    }
                    PlayerView newest = known.of(view.id()).orElse(view);
                    answered.tells(newest);
                    String words = words(change, newest, heard(newest, after, heard), language);
                    if (newest.state() == PlayerState.IDLE) {
                        invocation.takeBack(answer);
                    } else if (words != null && !words.equals(said.getAndSet(words))) {
                        invocation.correct(answer, now);
                    }
                    boolean over = newest.state() == PlayerState.IDLE || newest.state() == PlayerState.PLAYING;
                    if (over) {
                        told.asMap().remove(invocation.place(), answer);
                    }
                    return over;
                });
            }
        });
    }

    /** Returns whether the player looks for a voice chat that nobody has begun since it waited for one. */
    private boolean looksForNone(Change change, PlayerView player) {
        return CallText.phrase(player) == MusicPhrase.CARD_JOINING
                && CallText.awaitsVoiceChat(change.before())
                && !known.isVoiceChatOn(player.id());
    }

    /** Returns what is said once music is heard. Another track than the one of the answer was not replayed. */
    private static MusicPhrase heard(PlayerView newest, PlayerView answered, MusicPhrase heard) {
        QueueEntry track = answered.current();
        QueueEntry now = newest.current();
        boolean same = track != null && now != null && track.id().equals(now.id());
        return same ? heard : MusicPhrase.RESUMED;
    }

    private void replace(Integer answer, Invocation invocation) {
        Integer earlier = told.asMap().put(invocation.place(), answer);
        if (earlier != null && !earlier.equals(answer)) {
            invocation.takeBack(earlier);
        }
    }

    /** Writes how a player stands for whom it was to go on. Null when it is over, and while a track begins. */
    private @Nullable String words(Change change, PlayerView player, MusicPhrase heard, Language language) {
        if (player.state() == PlayerState.PLAYING) {
            return texts.html(language, heard);
        }
        CallStatus call = player.call();
        if (player.state() != PlayerState.PAUSED && call != null && call.failure() != null) {
            return text.troubled(call.failure(), language);
        }
        if (looksForNone(change, player)) {
            return text.troubled(Failure.of(FailureCode.NO_VOICE_CHAT, "none has begun"), language);
        }
        String state = text.stateForGood(player, language);
        return state == null ? null : Html.escaped(state);
    }
}
