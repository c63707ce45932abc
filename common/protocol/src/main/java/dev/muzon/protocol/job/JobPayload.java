package dev.muzon.protocol.job;

import org.jspecify.annotations.Nullable;

/** The content of one durable job: a record that JSON carries. The services' common ones are {@link Job}s. */
public interface JobPayload {
    /** Returns its type. */
    JobType<?> type();

    /**
     * Returns its lane. Jobs of one key and queue run one at a time, in the order in which they were published. Null
     * for a job that waits for no other.
     */
    @Nullable String key();

    /** Returns the id of the request that it belongs to, null for none. */
    default @Nullable String requestId() {
        return null;
    }
}
