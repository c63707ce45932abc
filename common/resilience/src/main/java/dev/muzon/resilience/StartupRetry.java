package dev.muzon.resilience;

import dev.muzon.protocol.failure.FailureException;
import java.util.concurrent.Callable;

/**
 * What a process needs before it can work: tried five times, then the process gives up, exits and leaves the rest to
 * its supervisor, which starts it with a clean state.
 */
public final class StartupRetry {
    /** With the standard backoff the process gives up after about 75 s. */
    public static final int MAX_ATTEMPTS = 5;

    private final Retrier retrier;

    public StartupRetry(FailureClassifier classifier, FailureLog log, Backoff backoff) {
        this(new Retrier(classifier, log, backoff, MAX_ATTEMPTS));
    }

    StartupRetry(Retrier retrier) {
        this.retrier = retrier;
    }

    /**
     * Call it while the application starts (a bean's initialisation, a runner), so that the exception ends the start.
     *
     * @param need what is being got, e.g. {@code "the login of the bot"}
     * @throws StartupGivenUpException after the last attempt
     */
    public <T> T get(String need, Callable<T> action) {
        try {
            return retrier.call(need, action);
        } catch (FailureException last) {
            throw new StartupGivenUpException(need, last);
        }
    }
}
