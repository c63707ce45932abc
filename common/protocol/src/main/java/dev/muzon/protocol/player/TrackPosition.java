package dev.muzon.protocol.player;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The bounds of a position in a track. */
public final class TrackPosition {
    /** Nothing plays for longer, a radio station included. */
    public static final Duration LONGEST = Duration.ofDays(366);

    private TrackPosition() {}

    /** Corrects a stored or sent position. One that is missing or out of the bounds becomes the beginning. */
    public static Duration bounded(@Nullable Duration position) {
        return position == null || position.isNegative() || position.compareTo(LONGEST) > 0 ? Duration.ZERO : position;
    }
}
