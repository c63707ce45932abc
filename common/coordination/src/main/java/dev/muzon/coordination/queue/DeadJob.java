package dev.muzon.coordination.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job that was given up. */
public record DeadJob(
        String id,
        String queue,
        String type,
        String payload,
        @Nullable String key,
        int attempts,
        String error,
        Instant diedAt) {}
