package dev.muzon.coordination;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failures of a loop that must not end. An outage of the store is reported by the first loop that meets it, everything
 * else each time. Used by one thread only.
 */
public final class LoopFailures {
    private static final Logger log = LoggerFactory.getLogger(LoopFailures.class);
    private static final Backoff OUTAGE = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), 0.2);
    private static final Backoff DEFECT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 0.2);

    /** All loops of a process meet the same store. */
    private static final String STORE = "the store of loops";

    private final FailureLog failures;
    private final String activity;
    private final BackoffSequence outage = OUTAGE.start(RandomGenerator.getDefault());
    private final BackoffSequence defect = DEFECT.start(RandomGenerator.getDefault());

    /** @param activity what the loop does, for the log: {@code claiming jobs of player} */
    public LoopFailures(FailureLog failures, String activity) {
        this.failures = failures;
        this.activity = activity;
    }

    /**
     * Reports a failed step.
     *
     * @param thrown anything, an {@link Error} too
     * @return how long to wait before the next step
     */
    public Duration failed(Throwable thrown) {
        boolean passing = failures.classify(thrown) instanceof Failure.Transient;
        if (!passing) {
            failures.report(activity, thrown);
        } else if (outage.failures() == 0) {
            failures.joinOutage(STORE, activity, thrown);
        }
        return (passing ? outage : defect).failed(null);
    }

    /** Notes that the last step worked. */
    public void succeeded() {
        if (outage.failures() > 0 && failures.leaveOutage(STORE)) {
            log.info("MongoDB answers again. The last to notice: {}", activity);
        }
        outage.succeeded();
        defect.succeeded();
    }

    /** Notes that the loop is over. It meets its outage no more. */
    public void ended() {
        if (outage.failures() > 0) {
            failures.leaveOutage(STORE);
        }
        outage.succeeded();
    }
}
