package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Where one connection, account or loop stands in its backoff. Thread-safe. */
public final class BackoffSequence {
    private final Backoff policy;
    private final RandomGenerator random;
    private int failures;

    BackoffSequence(Backoff policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /**
     * It failed once more.
     *
     * @param failure what it was, null when unknown
     * @return how long to wait before the next attempt
     */
    public synchronized Duration failed(@Nullable Failure failure) {
        failures++;
        return policy.delay(failures, failure, random);
    }

    /** It works again: the next failure waits the first delay. */
    public synchronized void succeeded() {
        failures = 0;
    }

    /** Failures in a row so far. */
    public synchronized int failures() {
        return failures;
    }
}
