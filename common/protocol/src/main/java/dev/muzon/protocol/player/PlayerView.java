package dev.muzon.protocol.player;

import dev.muzon.protocol.ChatRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat's player at one moment.
 *
 * @param epoch grows with every change of the current stream; a command or event of an older epoch is stale
 * @param current null exactly when the state is {@link PlayerState#IDLE}
 * @param position of the current track at {@code at}; while PLAYING it moves on with the clock
 * @param volume percent, 1–200, 100 is the track as it is
 * @param upcoming in playing order, without the current one
 */
public record PlayerView(
        ChatRef chat,
        long epoch,
        PlayerState state,
        @Nullable QueueEntry current,
        Duration position,
        Instant at,
        int volume,
        List<QueueEntry> upcoming) {}
