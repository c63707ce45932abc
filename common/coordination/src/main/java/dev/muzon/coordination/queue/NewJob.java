package dev.muzon.coordination.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A job to publish.
 *
 * @param id dedupe id with a prefix, such as {@code tg:42}. A second job with the same id is not published
 * @param type the name of the payload's shape
 * @param payload JSON
 * @param key its lane: jobs of one key run one at a time. Null when it waits for no other job
 * @param seq its place among the jobs of its key, usually the time of publication. Ids decide between equal ones
 * @param priority lower ones run first among the jobs that are due
 * @param maxAttempts at least 1. After so many failed attempts the job is DEAD until somebody revives it
 * @param kept time for which it is remembered once it is done. Until then its id cannot be published again
 * @param trace the trace that asked for it, as a W3C {@code traceparent}. Null for none
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
     * The usual memory of done jobs. Telegram delivers again within seconds of a restart, and a longer memory makes the
     * embedded server's scans longer.
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
