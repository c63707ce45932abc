package dev.muzon.coordination.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A job that a worker may work on until its lease runs out.
 *
 * @param id its dedupe id
 * @param type the name of the payload's shape
 * @param payload JSON
 * @param key its lane. Null when it waits for no other job
 * @param attempt 1 for the first. It is counted at the claim, so that a crash counts too
 * @param maxAttempts the attempt that is the last one
 * @param token the fence: its number changes at every claim. A settlement with an older number changes nothing
 * @param kept time for which it is remembered once it is done
 * @param age time from its publication or revival to this claim
 * @param waited time from when it could have been claimed to this claim, without the wait behind others of its key
 * @param trace the trace that asked for it, as a W3C {@code traceparent}. Null for none
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
