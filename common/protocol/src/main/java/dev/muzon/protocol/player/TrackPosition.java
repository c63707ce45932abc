package dev.muzon.protocol.player;

import dev.muzon.protocol.track.Track;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The bounds of a position in a track. */
public final class TrackPosition {
    private TrackPosition() {}

    /** Corrects a stored or sent position. One that is missing or out of the bounds becomes the beginning. */
    public static Duration bounded(@Nullable Duration position) {
        return position == null || position.isNegative() || position.compareTo(Track.LONGEST) > 0
                ? Duration.ZERO
                : position;
    }
}
