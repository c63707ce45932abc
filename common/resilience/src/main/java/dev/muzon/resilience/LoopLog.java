package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import org.jspecify.annotations.Nullable;

/**
 * The failures of one loop that must not end, as the log shows them. What passes by itself is an outage that the loop
 * shares with others. Everything else is reported each time. Used by one thread only.
 */
public final class LoopLog {
    private final FailureLog failures;
    private final String activity;
    private @Nullable FailureCode outage;

    /** @param activity what the loop does, for the log: {@code claiming jobs of player} */
    public LoopLog(FailureLog failures, String activity) {
        this.failures = failures;
        this.activity = activity;
    }

    /**
     * Reports a failed step.
     *
     * @param thrown anything, an {@link Error} too
     * @return what it was
     */
    public Failure failed(Throwable thrown) {
        return failed(activity, thrown);
    }

    /**
     * Reports a failed step that has a name for the log.
     *
     * @return what it was
     */
    public Failure failed(String step, Throwable thrown) {
        Failure failure = failures.classify(thrown);
        if (!(failure instanceof Failure.Transient)) {
            return failures.report(step, thrown);
        }
        if (outage == failure.code()) {
            failures.meetOutage(step, failure, thrown);
        } else {
            leave(false);
            outage = failure.code();
            failures.joinOutage(step, failure, thrown);
        }
        return failure;
    }

    /** Notes that a step worked. */
    public void succeeded() {
        leave(true);
    }

    /** Notes that the loop is over. It waits for nothing any more. */
    public void ended() {
        leave(false);
    }

    private void leave(boolean over) {
        FailureCode left = outage;
        if (left != null) {
            outage = null;
            failures.leaveOutage(left, activity, over);
        }
    }
}
