package dev.muzon.coordination.queue;

import java.time.Duration;

/**
 * Settings of a worker.
 *
 * @param queue the queue that it takes jobs from
 * @param owner unique per process start
 * @param parallelism jobs at once, at least 1
 * @param lease how long a job stays with a process that stopped answering. Renewed three times in that time. A short
 * one finds crashes early, a long one bears a slow store and long pauses
 */
public record WorkerSettings(String queue, String owner, int parallelism, Duration lease) {
    /** Longer than any pause of a healthy process, shorter than a person's patience. */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

    public WorkerSettings {
        if (parallelism < 1) {
            throw new IllegalArgumentException("Parallelism must be at least 1, not " + parallelism);
        }
        if (!lease.isPositive()) {
            throw new IllegalArgumentException("The lease must be positive, not " + lease);
        }
    }
}
