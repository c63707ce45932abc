package dev.muzon.coordination.queue;

/** What a worker does with the jobs of its queue. Idempotent: a job runs at least once, not exactly once. */
@FunctionalInterface
public interface JobHandler {
    /**
     * Runs on a virtual thread of the job's own. The thread is interrupted when the claim is lost or the worker's time
     * to drain is over.
     *
     * @return what becomes of the job; anything thrown means to try it again a little later
     * @throws InterruptedException when interrupted: the job runs again, here or elsewhere
     */
    JobOutcome handle(ClaimedJob job) throws InterruptedException;
}
