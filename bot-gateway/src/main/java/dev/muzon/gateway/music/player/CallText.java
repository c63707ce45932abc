package dev.muzon.gateway.music.player;

import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Titles;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.TrackNames;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.Pause;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Words for what keeps the music from being heard. */
@Component
public class CallText {
    private static final Set<FailureCode> BROKEN_CALLS = EnumSet.of(
            FailureCode.CALL_LOST,
            FailureCode.CALL_CONNECT_FAILED,
            FailureCode.ENGINE_FAILED,
            FailureCode.INTERNAL_TRANSIENT);

    /** Trouble after which the player stops at once, in words that say so. */
    private static final Set<FailureCode> ENDS =
            EnumSet.of(FailureCode.VOICE_CHAT_ENDED, FailureCode.ASSISTANT_REMOVED, FailureCode.TRACKS_FAILED);

    private static final Set<FailureCode> NO_VOICE_CHAT =
            EnumSet.of(FailureCode.NO_VOICE_CHAT, FailureCode.VOICE_CHAT_ENDED);

    /** Trouble that people read by its name, although it may pass by itself. */
    private static final Set<FailureCode> OF_ASSISTANTS =
            EnumSet.of(FailureCode.NO_ASSISTANT, FailureCode.ASSISTANT_STARTING);

    /** Trouble of the song's source. The voice chat is well. */
    private static final Set<FailureCode> OF_SOURCES =
            EnumSet.of(FailureCode.SOURCE_UNAVAILABLE, FailureCode.SOURCE_TIMEOUT, FailureCode.PEER_UNAVAILABLE);

    private static final String NEEDS = "needs";

    private final Texts texts;

    public CallText(Texts texts) {
        this.texts = texts;
    }

    /**
     * Writes the message about trouble that lasts. People cannot do anything about what passes by itself. A request that
     * waits for its answer reads as well that it is in the queue.
     */
    public String troubled(PlayerEvent.CallTroubled event, Language language) {
        if (isOfSource(event)) {
            return texts.html(language, MusicPhrase.SOURCE_PASSING);
        }
        String why = ofCall(event.failure(), MusicPhrase.CALL_PASSING, language);
        QueueEntry track = event.player().current();
        if (event.requestId() == null || track == null) {
            return why;
        }
        String title = TrackNames.full(track.track(), texts, language);
        return texts.html(language, MusicPhrase.QUEUED, Map.of("title", title, "waits", new Html(why)));
    }

    /** Writes what the music waits for, for a person who asks. */
    public String troubled(Failure failure, Language language) {
        return ofCall(failure, passingPhrase(failure), language);
    }

    private String ofCall(Failure failure, MusicPhrase passing, Language language) {
        return passes(failure)
                ? texts.html(language, passing)
                : texts.html(language, MusicPhrase.CALL_TROUBLED, Map.of("why", texts.plain(language, failure)));
    }

    /** Returns whether the song's source is in trouble. A voice chat that is connected has none, whatever the code. */
    public static boolean isOfSource(PlayerEvent.CallTroubled event) {
        if (isOfSource(event.player())) {
            return true;
        }
        CallStatus call = event.player().call();
        boolean ofCall = call != null && event.failure().equals(call.failure());
        return !ofCall && OF_SOURCES.contains(event.failure().code());
    }

    /** Returns whether a player that waits does so for the song's source, because its voice chat is connected. */
    public static boolean isOfSource(PlayerView player) {
        CallStatus call = player.call();
        return call != null && call.phase() == CallStatus.Phase.CONNECTED;
    }

    /** Writes the message that the music stopped although nobody asked for it. */
    public String left(@Nullable Failure failure, Language language) {
        if (failure == null) {
            return texts.html(language, MusicPhrase.CALL_LEFT);
        }
        MusicPhrase phrase = ENDS.contains(failure.code()) ? MusicPhrase.CALL_ENDED : gaveUp(failure);
        return texts.html(language, phrase, Map.of("why", texts.plain(language, failure)));
    }

    /**
     * Writes the message that paused music left the voice chat, and what has to come before it is heard. It does not go on
     * when another reason passes, so that none is named.
     */
    public String leftPaused(@Nullable Failure failure, Language language) {
        Optional<Hindrance> hindrance = failure == null ? Optional.empty() : Hindrance.of(failure.code());
        return hindrance
                .map(it -> needs(it, assistant(failure), language))
                .map(needs -> texts.html(language, MusicPhrase.CALL_LEFT_WAITING, Map.of("why", needs)))
                .orElseGet(() -> left(failure != null && ENDS.contains(failure.code()) ? failure : null, language));
    }

    /** Returns the words for the end of trying. What people or the owner have to do first is in the reason. */
    private static MusicPhrase gaveUp(Failure failure) {
        boolean named = failure instanceof Failure.UserError || OF_ASSISTANTS.contains(failure.code());
        return named ? MusicPhrase.CALL_LEFT_WAITING : MusicPhrase.CALL_LEFT;
    }

    /**
     * Says in a line why nothing is heard.
     *
     * @return without markup. Null while music plays, and when there is none
     */
    public @Nullable String state(PlayerView player, Language language) {
        CallStatus call = player.call();
        Failure why = call == null ? null : call.failure();
        if (why != null && why.code() == FailureCode.PLAYER_AWAY) {
            return texts.plain(language, MusicPhrase.CARD_RESTARTING);
        }
        if (hasLeft(player) && awaitsVoiceChat(player)) {
            return texts.plain(language, MusicPhrase.CALL_ENDED, Map.of("why", voiceChatAwaited(player, language)));
        }
        if (why != null && player.state() != PlayerState.PLAYING && !waitsForPerson(player) && !passes(why)) {
            MusicPhrase phrase = ENDS.contains(why.code()) ? MusicPhrase.CALL_ENDED : MusicPhrase.CALL_TROUBLED;
            return texts.plain(language, phrase, Map.of("why", texts.plain(language, why)));
        }
        MusicPhrase phrase = phrase(player);
        if (phrase == MusicPhrase.CARD_PAUSED) {
            return paused(player, language);
        }
        return phrase == null ? null : texts.plain(language, phrase);
    }

    /**
     * Says in a line why nothing is heard, in a message that nobody corrects.
     *
     * @return without markup. Null also while the next track begins in a voice chat
     */
    public @Nullable String stateForGood(PlayerView player, Language language) {
        if (!isPassing(player)) {
            String passing = passing(player, language);
            return passing == null ? state(player, language) : passing;
        }
        return phrase(player) == MusicPhrase.CARD_JOINING ? texts.plain(language, MusicPhrase.JOINING_SHOWN) : null;
    }

    /** Names trouble that passes by itself as the news of it do. Null when there is none, and while the music is paused. */
    private @Nullable String passing(PlayerView player, Language language) {
        CallStatus call = player.call();
        Failure why = call == null ? null : call.failure();
        boolean waits = player.state() == PlayerState.STARTING || player.state() == PlayerState.RECONNECTING;
        return why != null && waits && passes(why) && why.code() != FailureCode.PLAYER_AWAY
                ? texts.plain(language, passingPhrase(why))
                : null;
    }

    private static MusicPhrase passingPhrase(Failure why) {
        return OF_SOURCES.contains(why.code()) ? MusicPhrase.SOURCE_PASSING : MusicPhrase.CALL_PASSING;
    }

    /** Says who paused the music, and what else has to come before it is heard. */
    private String paused(PlayerView player, Language language) {
        Pause pause = player.pause();
        Requester by = pause == null ? null : pause.by();
        if (pause != null && by == null) {
            return texts.plain(language, MusicPhrase.CARD_PAUSED_ALONE);
        }
        Map<String, Object> values = new HashMap<>();
        if (by != null) {
            values.put("name", Titles.shortened(by.name()));
        }
        Hindrance.of(player).ifPresent(it -> values.put(NEEDS, needs(it, assistant(player), language)));
        return texts.plain(language, MusicPhrase.CARD_PAUSED, values);
    }

    /** Says that a command paused the music, and what else has to come before it is heard. */
    public String paused(Change pause, Optional<Hindrance> hindrance, Language language) {
        Map<String, String> before = assistant(pause.before());
        Map<String, String> name = before.isEmpty() ? assistant(pause.after()) : before;
        return texts.html(
                language,
                MusicPhrase.PAUSED,
                hindrance.map(it -> Map.of(NEEDS, needs(it, name, language))).orElse(Map.of()));
    }

    private String needs(Hindrance hindrance, Map<String, String> assistant, Language language) {
        return texts.plain(language, hindrance.remedy(), assistant);
    }

    /**
     * Says in a line why a track is silent that a command concerned.
     *
     * @return without markup. Null while it plays or is on its way to be heard
     */
    public @Nullable String silent(PlayerView player, Language language) {
        if (player.state() != PlayerState.PAUSED || player.current() == null) {
            return null;
        }
        if (!hasLeft(player)) {
            return pausedToo(player, language);
        }
        return awaitsVoiceChat(player) ? voiceChatAwaited(player, language) : state(player, language);
    }

    /** Says that the music is paused, to a person who asked for something else. */
    public String pausedToo(PlayerView player, Language language) {
        return Hindrance.of(player)
                .map(it -> needs(it, assistant(player), language))
                .map(needs -> texts.plain(language, MusicPhrase.QUEUED_PAUSED_NEEDS, Map.of(NEEDS, needs)))
                .orElseGet(() -> texts.plain(language, MusicPhrase.QUEUED_PAUSED));
    }

    private String voiceChatAwaited(PlayerView player, Language language) {
        return texts.plain(
                language,
                MusicPhrase.VOICE_CHAT_AWAITED,
                Map.of("count", 1 + player.queue().size()));
    }

    /** Returns whether somebody has paused the music while something else keeps it from being heard. */
    public static boolean isPausedOutside(PlayerView player) {
        Pause pause = player.pause();
        return player.state() == PlayerState.PAUSED
                && pause != null
                && pause.by() != null
                && Hindrance.of(player).isPresent();
    }

    /** Returns the name of the assistant that the music waits for, nothing when it is not known. */
    private static Map<String, String> assistant(PlayerView player) {
        CallStatus call = player.call();
        return assistant(call == null ? null : call.failure());
    }

    private static Map<String, String> assistant(@Nullable Failure failure) {
        return failure instanceof Failure.UserError why
                        && why.args().get("assistant") instanceof FailureArgument.Text(String name)
                ? Map.of("assistant", name)
                : Map.of();
    }

    /**
     * Says in a phrase why nothing is heard, without the reason.
     *
     * @return null while music plays, and when there is none
     */
    public static @Nullable MusicPhrase phrase(PlayerView player) {
        CallStatus call = player.call();
        boolean joining = call != null && call.phase() == CallStatus.Phase.JOINING;
        return switch (player.state()) {
            case STARTING -> joining ? MusicPhrase.CARD_JOINING : starting(call);
            case PAUSED -> hasLeft(player) ? MusicPhrase.CARD_STOPPED : MusicPhrase.CARD_PAUSED;
            case RECONNECTING -> MusicPhrase.CARD_RECONNECTING;
            case IDLE, PLAYING -> null;
        };
    }

    /** Returns whether the music begins within seconds. A message that nobody corrects does not say so. */
    public static boolean isPassing(PlayerView player) {
        CallStatus call = player.call();
        return player.state() == PlayerState.STARTING && (call == null || call.failure() == null);
    }

    private static MusicPhrase starting(@Nullable CallStatus call) {
        Failure why = call == null ? null : call.failure();
        return why != null && OF_SOURCES.contains(why.code())
                ? MusicPhrase.CARD_AWAITS_SOURCE
                : MusicPhrase.CARD_STARTING;
    }

    /** Returns whether the music waits for somebody to start a voice chat. */
    public static boolean awaitsVoiceChat(PlayerView player) {
        return awaits(player, NO_VOICE_CHAT);
    }

    /** Returns whether the music stopped because one track after another failed. A voice chat does not change that. */
    public static boolean failedTracks(PlayerView player) {
        return player.state() == PlayerState.PAUSED && awaits(player, EnumSet.of(FailureCode.TRACKS_FAILED));
    }

    private static boolean awaits(PlayerView player, Set<FailureCode> causes) {
        CallStatus call = player.call();
        return call != null
                && call.failure() != null
                && causes.contains(call.failure().code());
    }

    /** Returns whether somebody paused the music. It does not go on when the trouble ends. */
    private static boolean waitsForPerson(PlayerView player) {
        return player.state() == PlayerState.PAUSED && player.call() != null && !hasLeft(player);
    }

    /** Returns whether the music stopped by itself, and nobody has paused it. */
    private static boolean hasLeft(PlayerView player) {
        CallStatus call = player.call();
        return call != null && call.phase() == CallStatus.Phase.LEFT && player.pause() == null;
    }

    private static boolean passes(Failure failure) {
        return switch (failure) {
            case Failure.FloodWait _ -> true;
            case Failure.Transient it -> !OF_ASSISTANTS.contains(it.code());
            case Failure.PerInstance it -> BROKEN_CALLS.contains(it.code());
            case Failure.UserError _, Failure.Critical _ -> false;
        };
    }
}
