package dev.muzon.coordination.queue;

import java.time.Duration;

/** Hears what a worker does, for metrics. Called on the job's thread; must be quick and must not throw. */
public interface JobListener {
    JobListener NONE = new JobListener() {};

    /** A job begins to run; {@link ClaimedJob#waited()} says how long it had to wait. */
    default void started(ClaimedJob job) {}

    /** @param ran how long the handler took */
    default void settled(ClaimedJob job, Settlement settlement, Duration ran) {}

    /** How a run ended. */
    enum Settlement {
        DONE,
        /** It failed and runs again later. */
        RETRIED,
        /** It failed for the last time. */
        DEAD,
        /** The worker drained before it could finish; the attempt does not count. */
        RELEASED,
        /** The claim ran out; somebody else runs the job again, or did already. */
        LOST
    }
}
