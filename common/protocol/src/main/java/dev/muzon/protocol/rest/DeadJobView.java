package dev.muzon.protocol.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that was given up, as operators see it.
 *
 * @param type what it asks for, e.g. {@code track.resolve}
 * @param key the lane that it kept its order in, e.g. a chat
 * @param attempts how often it was tried
 * @param error why it was given up: a failure's code and detail
 * @param payload the whole job as JSON, null in lists
 */
public record DeadJobView(
        String id,
        String queue,
        String type,
        @Nullable String key,
        int attempts,
        String error,
        Instant diedAt,
        @Nullable String payload) {}
