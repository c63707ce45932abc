package dev.muzon.coordination.queue;

import java.time.Duration;

/** A witness of a worker's jobs, for metrics. It is called on the job's thread, must be quick and must not throw. */
public interface JobListener {
    JobListener NONE = new JobListener() {};

    /** Hears that a job begins to run. {@link ClaimedJob#waited()} says how long it had to wait. */
    default void started(ClaimedJob job) {}

    /**
     * Hears how a run ended.
     *
     * @param ran how long the handler took
     */
    default void settled(ClaimedJob job, Settlement settlement, Duration ran) {}

    /** The end of a run. */
    enum Settlement {
        DONE,
        /** It failed and runs again later. */
        RETRIED,
        /** It failed for the last time. */
        DEAD,
        /** It went back into the queue unfinished, for another process. The attempt does not count. */
        RELEASED,
        /** The claim expired. Another process runs the job again, or did already. */
        LOST
    }
}
