package dev.muzon.resilience;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.springframework.retry.RetryContext;
import org.springframework.retry.backoff.BackOffInterruptedException;
import org.springframework.retry.backoff.Sleeper;
import org.springframework.retry.backoff.ThreadWaitSleeper;
import org.springframework.retry.policy.SimpleRetryPolicy;
import org.springframework.retry.support.RetryTemplate;

/**
 * Retries in the calling thread, with the waits of a {@link Backoff}. Every failed attempt is reported to the
 * {@link FailureLog}. User errors are not tried again: they would only fail again.
 */
public final class Retrier {
    private final RetryTemplate template;
    private final FailureLog log;
    private final FailureClassifier classifier;

    /**
     * Makes a retrier.
     *
     * @param maxAttempts at least 1, the first one included
     */
    public Retrier(FailureClassifier classifier, FailureLog log, Backoff backoff, int maxAttempts) {
        this(classifier, log, backoff, maxAttempts, new ThreadWaitSleeper());
    }

    Retrier(FailureClassifier classifier, FailureLog log, Backoff backoff, int maxAttempts, Sleeper sleeper) {
        this.classifier = classifier;
        this.log = log;
        this.template = new RetryTemplate();
        template.setRetryPolicy(new WorthRetrying(maxAttempts, classifier));
        template.setBackOffPolicy(new FailureBackOffPolicy(backoff, classifier, RandomGenerator.getDefault(), sleeper));
    }

    /**
     * Calls the action until it succeeds or the attempts are used up.
     *
     * @param activity what is being tried, for the log
     * @throws FailureException the last attempt's failure. Transient {@code service.draining} when interrupted
     */
    public <T> T call(String activity, Callable<T> action) {
        try {
            return template.<T, Exception>execute(context -> attempt(activity, action, context));
        } catch (BackOffInterruptedException interrupted) {
            throw classifier.classify(interrupted).causedBy(interrupted);
        } catch (FailureException e) {
            throw e;
        } catch (Exception failed) {
            throw classifier.classify(failed).causedBy(failed);
        }
    }

    /** Does the same as {@link #call} for an action without a result. */
    public void run(String activity, Runnable action) {
        call(activity, () -> {
            action.run();
            return true;
        });
    }

    private <T> T attempt(String activity, Callable<T> action, RetryContext context) throws Exception {
        try {
            return action.call();
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                context.setExhaustedOnly();
            }
            log.report(activity + ", attempt " + (context.getRetryCount() + 1), e);
            throw e;
        }
    }

    /** A number of attempts that ends early at a user's error. */
    private static final class WorthRetrying extends SimpleRetryPolicy {
        private final transient FailureClassifier classifier;

        WorthRetrying(int maxAttempts, FailureClassifier classifier) {
            super(maxAttempts);
            this.classifier = classifier;
        }

        @Override
        public boolean canRetry(RetryContext context) {
            Throwable last = context.getLastThrowable();
            return super.canRetry(context)
                    && (last == null || !(classifier.classify(last) instanceof Failure.UserError));
        }
    }
}
