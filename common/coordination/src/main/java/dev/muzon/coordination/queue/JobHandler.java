package dev.muzon.coordination.queue;

/** Work on a job. Handlers are idempotent: a job runs at least once, not exactly once. */
@FunctionalInterface
public interface JobHandler {
    /**
     * Runs on its own virtual thread. The thread is interrupted when the claim is lost or the worker's time to drain is
     * over.
     *
     * @return what becomes of the job. Anything thrown means to try it again a little later
     * @throws InterruptedException when interrupted: the job runs again, here or elsewhere
     */
    JobOutcome handle(ClaimedJob job) throws InterruptedException;
}
