package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobHandler;
import dev.muzon.coordination.queue.JobOutcome;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.Job;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import java.util.random.RandomGenerator;

/** Runs a consumer's jobs and decides by the kind of a failure what becomes of them. */
final class ConsumerHandler implements JobHandler {
    private final JobConsumer consumer;
    private final JobCodec codec;
    private final FailureLog failures;
    private final Backoff backoff;
    private final RandomGenerator random = RandomGenerator.getDefault();

    ConsumerHandler(JobConsumer consumer, JobCodec codec, FailureLog failures, Backoff backoff) {
        this.consumer = consumer;
        this.codec = codec;
        this.failures = failures;
        this.backoff = backoff;
    }

    @Override
    public JobOutcome handle(ClaimedJob claimed) throws InterruptedException {
        try {
            Job job = codec.decode(claimed);
            try (var _ = LogContext.ofChat(job.chat().id())) {
                return run(claimed, job);
            }
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception malformed) {
            return settle(claimed, malformed);
        }
    }

    private JobOutcome run(ClaimedJob claimed, Job job) throws InterruptedException {
        try {
            var claim = new JobConsumer.Claim(claimed.id(), claimed.attempt(), claimed.lastAttempt());
            consumer.handle(job, claim);
            return JobOutcome.done();
        } catch (RuntimeException failed) {
            return settle(claimed, failed);
        }
    }

    private JobOutcome settle(ClaimedJob claimed, Exception thrown) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("the claim was lost or the service drains");
        }
        Failure failure = failures.report("job " + claimed.id() + " of " + claimed.queue(), thrown);
        String error = failure.code().value() + ": " + failure.detail();
        return hopeless(failure)
                ? JobOutcome.bury(error)
                : JobOutcome.retryAfter(backoff.delay(claimed.attempt(), failure, random), error);
    }

    private static boolean hopeless(Failure failure) {
        return failure instanceof Failure.UserError || failure.code() == FailureCode.MALFORMED_JOB;
    }
}
