package dev.muzon.coordination;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.BackoffSequence;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.LoopLog;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The failures of a loop that must not end, and how long it waits after each. Used by one thread only. */
public final class LoopFailures {
    private static final Backoff OUTAGE = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), 0.2);
    private static final Backoff DEFECT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 0.2);

    private final LoopLog log;
    private final BackoffSequence outage = OUTAGE.start(RandomGenerator.getDefault());
    private final BackoffSequence defect = DEFECT.start(RandomGenerator.getDefault());

    /** @param activity what the loop does, for the log: {@code claiming jobs of player} */
    public LoopFailures(FailureLog failures, String activity) {
        this.log = new LoopLog(failures, activity);
    }

    /**
     * Reports a failed step.
     *
     * @param thrown anything, an {@link Error} too
     * @return how long to wait before the next step
     */
    public Duration failed(Throwable thrown) {
        boolean passing = log.failed(thrown) instanceof Failure.Transient;
        return (passing ? outage : defect).failed(null);
    }

    /** Notes that the last step worked. */
    public void succeeded() {
        log.succeeded();
        outage.succeeded();
        defect.succeeded();
    }

    /** Notes that the loop is over. It meets its outage no more. */
    public void ended() {
        log.ended();
        outage.succeeded();
    }
}
