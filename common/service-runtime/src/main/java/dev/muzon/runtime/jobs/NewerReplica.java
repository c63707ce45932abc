package dev.muzon.runtime.jobs;

import dev.muzon.coordination.Jitter;
import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobOutcome;
import java.time.Duration;

/** The wait of a job that this replica cannot read for a newer replica that can. */
final class NewerReplica {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    /** Longer than any upgrade takes. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    /** Longer than a newer replica needs to start. The jobs of the same key wait behind this one. */
    private static final Duration PATIENCE_OF_OTHERS = Duration.ofMinutes(3);

    private NewerReplica() {}

    /** Returns how old a job may become before nobody waits for a newer replica any more. */
    static Duration patience(ClaimedJob job) {
        return job.key() == null ? PATIENCE : PATIENCE_OF_OTHERS;
    }

    static JobOutcome leave() {
        return JobOutcome.release(Jitter.around(LOOK_AGAIN));
    }
}
