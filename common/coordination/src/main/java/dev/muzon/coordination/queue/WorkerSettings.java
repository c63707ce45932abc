package dev.muzon.coordination.queue;

import java.time.Duration;

/**
 * How a worker works.
 *
 * @param owner unique per process start
 * @param parallelism jobs at once, at least 1
 * @param lease how long a job stays with a process that stopped answering; renewed three times in that time. Short
 *     finds crashes early, long bears a slow store and long pauses
 */
public record WorkerSettings(String owner, int parallelism, Duration lease) {
    /** Longer than any pause of a healthy process, shorter than a person's patience. */
    public static final Duration DEFAULT_LEASE = Duration.ofSeconds(30);

    public WorkerSettings {
        if (parallelism < 1) {
            throw new IllegalArgumentException("parallelism must be at least 1, not " + parallelism);
        }
        if (!lease.isPositive()) {
            throw new IllegalArgumentException("the lease must be positive, not " + lease);
        }
    }
}
