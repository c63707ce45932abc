package dev.muzon.protocol.player;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The standing of a player's queue.
 *
 * @param size how many tracks wait, of which a {@link PlayerView} names only the first
 * @param sleepsAt when the music ends by itself, null without a sleep timer
 */
public record QueueStatus(
        int size, Loop loop, PlayOrder order, @Nullable Instant sleepsAt) {
    /** Makes the status of a queue that is played once, as it was queued. */
    public static QueueStatus plain(int size) {
        return new QueueStatus(size, Loop.OFF, PlayOrder.AS_QUEUED, null);
    }
}
