package dev.muzon.coordination.queue;

import java.time.Duration;

/** The fate that a handler chooses for its job. */
public sealed interface JobOutcome {
    static JobOutcome done() {
        return new Done();
    }

    static JobOutcome retryAfter(Duration delay, String error) {
        return new Retry(delay, error);
    }

    static JobOutcome bury(String error) {
        return new Bury(error);
    }

    static JobOutcome release(Duration delay) {
        return new Release(delay);
    }

    /** Success: everything the job asked for has happened, or somebody was told why it will not. */
    record Done() implements JobOutcome {}

    /** Another attempt after the delay, before everything else of its key. DEAD when the attempts are used up. */
    record Retry(Duration delay, String error) implements JobOutcome {}

    /** Return into the queue for another process, claimable after the delay. The attempt does not count. */
    record Release(Duration delay) implements JobOutcome {}

    /** DEAD at once, for an operator to look at: trying again is pointless. */
    record Bury(String error) implements JobOutcome {}
}
