package dev.muzon.voice.player;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.player.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * The end of one opened stream that ended by itself.
 *
 * @param failure null exactly when the reason is FINISHED
 * @param sourceAway whether no track could be had just now, so that this one is to be tried again
 */
public record StreamEnd(EndReason reason, @Nullable Failure failure, boolean sourceAway) {
    public static final StreamEnd FINISHED = new StreamEnd(EndReason.FINISHED, null, false);

    public static StreamEnd truncated(Failure failure) {
        return new StreamEnd(EndReason.TRUNCATED, failure, isAway(failure));
    }

    public static StreamEnd failed(Failure failure) {
        return new StreamEnd(EndReason.FAILED, failure, isAway(failure));
    }

    /** Returns whether the failure says nothing about the track: a neighbour is away, or has no room just now. */
    private static boolean isAway(Failure failure) {
        return failure instanceof Failure.Transient passing
                && (passing.retryAfter() != null
                        || switch (passing.code()) {
                            case PEER_UNAVAILABLE, DRAINING, INTERNAL_TRANSIENT -> true;
                            default -> false;
                        });
    }
}
