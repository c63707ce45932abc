package dev.muzon.voice.player;

import dev.muzon.protocol.job.EnqueueTracks;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stop that reaches what is still looked for: what was asked for before it does not start after it.
 *
 * @param sequence number of the update that asked for the stop
 * @param person whose requests it withdraws, null for everybody's
 * @param at when it came
 */
public record Withdrawal(long sequence, @Nullable Long person, Instant at) {
    public Withdrawal {
        Objects.requireNonNull(at, "a stop has a time");
    }

    boolean isOver(Instant now) {
        return !UpdateOrder.holds(at, now);
    }

    boolean reaches(EnqueueTracks job, Instant now) {
        return !isOver(now)
                && job.sequence() != 0
                && job.sequence() < sequence
                && (person == null || person == job.requester().id());
    }
}
