package dev.muzon.coordination.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A job that a worker may work on until its lease runs out.
 *
 * @param attempt 1 for the first; counted at the claim, so that a crash counts too
 * @param token the fence: every later word about this job must carry it, and loses when somebody claimed since
 * @param kept how long the job is remembered when it is done
 * @param age from when it was published or revived to this claim
 * @param waited from when it could have been claimed to this claim; the wait behind others of its key does not count
 * @param trace the trace that asked for it, as a W3C {@code traceparent}; null for none
 */
public record ClaimedJob(
        String id,
        String queue,
        String type,
        String payload,
        @Nullable String key,
        int attempt,
        int maxAttempts,
        long token,
        Duration kept,
        Duration age,
        Duration waited,
        @Nullable String trace) {

    /** Returns whether a failure now makes the job DEAD. */
    public boolean lastAttempt() {
        return attempt >= maxAttempts;
    }
}
