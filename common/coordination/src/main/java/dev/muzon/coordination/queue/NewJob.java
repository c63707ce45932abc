package dev.muzon.coordination.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A job to publish.
 *
 * @param id dedupe id, prefixed ({@code tg:42}); a second job with it is the first one
 * @param type names the payload's shape
 * @param payload JSON
 * @param key jobs of one key run one at a time in {@code seq} order; null runs freely
 * @param seq order within the key, ties broken by id; by convention the publish time
 * @param priority lower runs first among jobs that are due
 * @param maxAttempts at least 1; after that many failed attempts the job is DEAD until revived
 * @param kept how long the job is remembered when it is done; meanwhile its id cannot be published again
 * @param trace the trace that asked for it, as a W3C {@code traceparent}; null for none
 */
public record NewJob(
        String id,
        String queue,
        String type,
        String payload,
        @Nullable String key,
        long seq,
        int priority,
        int maxAttempts,
        Duration kept,
        @Nullable String trace) {
    /**
     * One hour: Telegram redelivers within seconds of a restart. A longer memory makes the embedded server's scans
     * longer.
     */
    public static final Duration DEFAULT_KEPT = Duration.ofHours(1);

    /** Makes a job that belongs to no trace. */
    public NewJob(
            String id,
            String queue,
            String type,
            String payload,
            @Nullable String key,
            long seq,
            int priority,
            int maxAttempts,
            Duration kept) {
        this(id, queue, type, payload, key, seq, priority, maxAttempts, kept, null);
    }

    /** Returns the same job as a part of a trace. */
    public NewJob tracedAs(@Nullable String traceparent) {
        return new NewJob(id, queue, type, payload, key, seq, priority, maxAttempts, kept, traceparent);
    }
}
