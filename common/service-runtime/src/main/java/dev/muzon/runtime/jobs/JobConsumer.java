package dev.muzon.runtime.jobs;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import java.time.Duration;
import java.util.Set;

/**
 * A consumer of some types of jobs. A service only declares beans of this type. Jobs of one key come one at a time and
 * in order, others side by side. Each runs on a virtual thread, so a handler may wait for a future: the job is done
 * when it returns. Handlers must be idempotent.
 *
 * <p>A {@link dev.muzon.protocol.failure.FailureException} decides what becomes of the job. A user error ends it (tell
 * the person first). A failure that passes by itself is tried again as long as the type allows, after the time that it
 * names or the backoff. Anything else is tried as often as the type allows.
 */
public interface JobConsumer<T extends JobPayload> {
    /** Returns the types that it takes, all of one queue. Another consumer may take other types of the same queue. */
    Set<? extends JobType<? extends T>> types();

    /** Returns the number of jobs at once. */
    default int parallelism() {
        return 16;
    }

    /**
     * Returns whether jobs of its queue may be claimed now, asked before every claim. When it turns true, ring the
     * {@link dev.muzon.coordination.queue.Doorbell} of the queue. When it turns false, running jobs finish.
     */
    default boolean claims() {
        return true;
    }

    /**
     * Does the job.
     *
     * @param claim identity and attempt number of this run
     * @throws InterruptedException when the claim was lost or the service drains. The job runs again elsewhere
     */
    void handle(T job, Claim claim) throws InterruptedException;

    /**
     * Tells the people who wait that the job is given up. Called before it is dead, for any reason but a user error.
     * When this fails, it is called again.
     *
     * @param failure why the last attempt failed, or why there was none
     */
    default void gaveUp(T job, Claim claim, Failure failure) throws InterruptedException {}

    /**
     * One run of a job.
     *
     * @param id the job's dedupe id
     * @param attempt 1 for the first
     * @param age how long ago the job was published
     */
    record Claim(String id, int attempt, Duration age) {}

    /** A failure that the consumer has reported. It decides like its cause, which is not logged and counted again. */
    final class Reported extends RuntimeException {
        private final transient Throwable failure;

        public Reported(Throwable failure) {
            super(failure);
            this.failure = failure;
        }

        Throwable failure() {
            return failure;
        }
    }
}
