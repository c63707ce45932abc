package dev.muzon.voice.player;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time in which the numbers of two updates tell which of them came first. */
final class UpdateOrder {
    /** Nobody looks for a track that long. After a quiet week Telegram numbers updates by chance. */
    private static final Duration REACH = Duration.ofMinutes(15);

    private UpdateOrder() {}

    /**
     * Tells whether an update's number still compares with those of now.
     *
     * @param at when the update was noted, null when that is unknown
     */
    static boolean holds(@Nullable Instant at, Instant now) {
        return at != null && !at.plus(REACH).isBefore(now);
    }
}
