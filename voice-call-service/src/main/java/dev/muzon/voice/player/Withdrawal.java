package dev.muzon.voice.player;

import dev.muzon.protocol.job.EnqueueTracks;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stop that reaches what is still looked for: what was asked for before it does not start after it.
 *
 * @param sequence number of the update that asked for the stop
 * @param person whose requests it withdraws, null for everybody's
 * @param at when it came
 */
public record Withdrawal(long sequence, @Nullable Long person, Instant at) {
    /** Nobody looks for a track that long. After a quiet week Telegram numbers updates by chance. */
    private static final Duration REACH = Duration.ofMinutes(15);

    boolean isOver(Instant now) {
        return at.plus(REACH).isBefore(now);
    }

    boolean reaches(EnqueueTracks job, Instant now) {
        return !isOver(now)
                && job.sequence() != 0
                && job.sequence() < sequence
                && (person == null || person == job.requester().id());
    }
}
