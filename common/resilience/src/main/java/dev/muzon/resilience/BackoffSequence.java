package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Progress of one connection, account or loop through its backoff, and whether to go on. Outages pass however long they
 * take. Critical failures rarely do. Thread-safe.
 */
public final class BackoffSequence {
    /** With the standard backoff a process gives up after about 75 s. */
    public static final int CRITICAL_ATTEMPTS = 5;

    private final Backoff policy;
    private final RandomGenerator random;
    private int failures;
    private int criticals;

    BackoffSequence(Backoff policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /**
     * Notes one more failure.
     *
     * @param failure what it was, null when unknown
     * @return how long to wait before the next attempt
     */
    public synchronized Duration failed(@Nullable Failure failure) {
        failures++;
        if (failure instanceof Failure.Critical) {
            criticals++;
        }
        return policy.delay(failures, failure, random);
    }

    /** Notes that it works again. The next failure waits the first delay. */
    public synchronized void succeeded() {
        failures = 0;
        criticals = 0;
    }

    /** Returns whether it failed critically {@link #CRITICAL_ATTEMPTS} times since it worked last. */
    public synchronized boolean hopeless() {
        return criticals >= CRITICAL_ATTEMPTS;
    }

    /** Returns the number of failures in a row so far. */
    public synchronized int failures() {
        return failures;
    }
}
