package dev.muzon.gateway.music.player;

import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerView;
import java.util.Optional;

/**
 * The thing that keeps paused music from being heard. Its words tell what a person must do before a {@code /resume}
 * helps. All answers and the card take it from here.
 */
public enum Hindrance {
    NO_VOICE_CHAT(MusicPhrase.NEEDS_VOICE_CHAT),
    SCHEDULED(MusicPhrase.NEEDS_BEGINNING),
    LIVESTREAM(MusicPhrase.NEEDS_NO_LIVESTREAM),
    MUTED(MusicPhrase.NEEDS_SPEECH),
    RIGHT_MISSING(MusicPhrase.NEEDS_RIGHT),
    REMOVED(MusicPhrase.NEEDS_ASSISTANT),
    BANNED(MusicPhrase.NEEDS_UNBAN),
    INVITE_RIGHT_MISSING(MusicPhrase.NEEDS_INVITE_RIGHT),
    CANNOT_JOIN(MusicPhrase.NEEDS_ADDING),
    JOIN_REQUESTED(MusicPhrase.NEEDS_APPROVAL),
    NO_ASSISTANT(MusicPhrase.NEEDS_OWNER),

    /** The call is on its way, and nobody has to do more than go on. */
    ON_THE_WAY(MusicPhrase.NEEDS_ARRIVAL),

    /** The call is given up, and nobody has to do more than go on. */
    OUTSIDE(MusicPhrase.NEEDS_RETURN);

    private final MusicPhrase remedy;

    Hindrance(MusicPhrase remedy) {
        this.remedy = remedy;
    }

    /** Returns the words for what a person must do, with a place for the assistant's name. */
    public MusicPhrase remedy() {
        return remedy;
    }

    /** Returns what keeps a player's music from being heard, whether it is paused or not. Empty when nothing does. */
    public static Optional<Hindrance> of(PlayerView player) {
        CallStatus call = player.call();
        if (call == null) {
            return Optional.empty();
        }
        Failure why = call.failure();
        Optional<Hindrance> named = why == null ? Optional.empty() : of(why.code());
        return named.or(() -> of(call.phase()));
    }

    private static Optional<Hindrance> of(CallStatus.Phase phase) {
        return switch (phase) {
            case CONNECTED -> Optional.empty();
            case JOINING, RECONNECTING -> Optional.of(ON_THE_WAY);
            case LEFT -> Optional.of(OUTSIDE);
        };
    }

    /** Returns whether nobody has told yet what keeps the music from being heard, or whether something does. */
    public boolean isUnexplained() {
        return this == ON_THE_WAY || this == OUTSIDE;
    }

    /** Returns what a failure keeps the music from. Empty when nobody has to do more than go on. */
    public static Optional<Hindrance> of(FailureCode code) {
        return Optional.ofNullable(
                switch (code) {
                    case NO_VOICE_CHAT, VOICE_CHAT_ENDED -> NO_VOICE_CHAT;
                    case VOICE_CHAT_SCHEDULED -> SCHEDULED;
                    case VOICE_CHAT_LIVESTREAM -> LIVESTREAM;
                    case VOICE_CHAT_MUTED -> MUTED;
                    case VOICE_CHAT_RIGHTS_MISSING -> RIGHT_MISSING;
                    case ASSISTANT_REMOVED -> REMOVED;
                    case ASSISTANT_BANNED -> BANNED;
                    case INVITE_RIGHT_MISSING -> INVITE_RIGHT_MISSING;
                    case ASSISTANT_CANNOT_JOIN, JOIN_DECLINED, JOIN_GUARDED -> CANNOT_JOIN;
                    case JOIN_REQUESTED -> JOIN_REQUESTED;
                    case NO_ASSISTANT -> NO_ASSISTANT;
                    default -> null;
                });
    }

    /** Returns what keeps music silent after a pause. The player may have forgotten its call by then. */
    public static Optional<Hindrance> of(Change pause) {
        Optional<Hindrance> before = of(pause.before());
        Optional<Hindrance> after = of(pause.after());
        if (pause.pausesOutside()) {
            return before.or(() -> Optional.of(OUTSIDE));
        }
        return after.filter(Hindrance::isUnexplained)
                .flatMap(_ -> before.filter(it -> !it.isUnexplained()))
                .or(() -> after);
    }
}
