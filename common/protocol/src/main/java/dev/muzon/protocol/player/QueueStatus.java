package dev.muzon.protocol.player;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The standing of a player's queue.
 *
 * @param size how many tracks wait, of which a {@link PlayerView} names only the first
 * @param sleepsAt when the music ends by itself, null without a sleep timer
 * @param length how long it takes to play the waiting tracks at the chosen speed, null when none waits, when one is a live stream, and in what
 *     version 0.1.0 stored
 * @param stays whether the assistant stays in the voice chat when nobody listens and when nothing is left
 * @param autoplay whether related songs follow when nothing is left
 */
public record QueueStatus(
        int size,
        Loop loop,
        PlayOrder order,
        @Nullable Instant sleepsAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Duration length,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        boolean stays,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        boolean autoplay) {
    /** Makes the status of a queue behind which nothing follows. */
    public QueueStatus(
            int size,
            Loop loop,
            PlayOrder order,
            @Nullable Instant sleepsAt,
            @Nullable Duration length,
            boolean stays) {
        this(size, loop, order, sleepsAt, length, stays, false);
    }

    /** Makes the status of a queue whose length nobody knows. */
    public QueueStatus(int size, Loop loop, PlayOrder order, @Nullable Instant sleepsAt) {
        this(size, loop, order, sleepsAt, null, false);
    }

    /** Makes the status of a queue that is played once, as it was queued. */
    public static QueueStatus plain(int size) {
        return new QueueStatus(size, Loop.OFF, PlayOrder.AS_QUEUED, null);
    }
}
