package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.retry.RetryContext;
import org.springframework.retry.backoff.BackOffContext;
import org.springframework.retry.backoff.BackOffInterruptedException;
import org.springframework.retry.backoff.BackOffPolicy;
import org.springframework.retry.backoff.Sleeper;

/** A {@link Backoff} as Spring Retry's policy. */
final class FailureBackOffPolicy implements BackOffPolicy {
    private final Backoff backoff;
    private final FailureClassifier classifier;
    private final RandomGenerator random;
    private final Sleeper sleeper;

    FailureBackOffPolicy(Backoff backoff, FailureClassifier classifier, RandomGenerator random, Sleeper sleeper) {
        this.backoff = backoff;
        this.classifier = classifier;
        this.random = random;
        this.sleeper = sleeper;
    }

    @Override
    public BackOffContext start(RetryContext context) {
        return new Attempts(context);
    }

    @Override
    public void backOff(@Nullable BackOffContext context) throws BackOffInterruptedException {
        if (!(context instanceof Attempts(RetryContext retries))) {
            throw new IllegalArgumentException("not started by this policy: " + context);
        }
        Throwable last = retries.getLastThrowable();
        Failure failure = last == null ? null : classifier.classify(last);
        try {
            sleeper.sleep(
                    backoff.delay(retries.getRetryCount(), failure, random).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackOffInterruptedException("interrupted between two attempts", e);
        }
    }

    private record Attempts(RetryContext retries) implements BackOffContext {}
}
