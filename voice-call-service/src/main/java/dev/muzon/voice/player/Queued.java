package dev.muzon.voice.player;

import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An entry and the request that brought it.
 *
 * @param requestId of the job that queued it, for the events about it
 */
public record Queued(String requestId, QueueEntry entry) {
    boolean live() {
        return entry.track().live();
    }

    /** Null for a live stream. */
    @Nullable Duration duration() {
        return entry.track().duration();
    }
}
