package dev.muzon.protocol.player;

import dev.muzon.protocol.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The standing of a player's call.
 *
 * @param failure what keeps the music from being heard. Null while all is well, and in the first seconds of trouble
 */
public record CallStatus(Phase phase, @Nullable Failure failure) {
    /** The phases of a call as a chat perceives them. */
    public enum Phase {
        /** On its way into the voice chat. Nothing was heard yet. */
        JOINING,
        CONNECTED,
        /** Heard before, and now on its way back. */
        RECONNECTING,
        /** Given up, although nobody asked for it. */
        LEFT
    }
}
