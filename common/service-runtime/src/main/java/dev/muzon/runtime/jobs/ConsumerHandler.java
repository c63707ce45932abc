package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobHandler;
import dev.muzon.coordination.queue.JobOutcome;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.protocol.job.JobType;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * A consumer's handler for the jobs of one type. The kind of a failure and the job's age decide what becomes of the
 * job.
 */
final class ConsumerHandler<T extends JobPayload> implements JobHandler {
    private static final Duration TELL_AGAIN = Duration.ofSeconds(5);

    /** Pause before an instance that can do a job claims it, while the job's owner changes. */
    private static final Duration HAND_ON = Duration.ofMillis(500);

    /** A retry that was due in time may be claimed a little late. */
    private static final Duration SLACK = Duration.ofSeconds(30);

    private final JobType<? extends T> type;
    private final JobConsumer<T> consumer;
    private final JobCodec codec;
    private final FailureLog failures;
    private final Backoff backoff;
    private final RandomGenerator random = RandomGenerator.getDefault();

    ConsumerHandler(
            JobType<? extends T> type, JobConsumer<T> consumer, JobCodec codec, FailureLog failures, Backoff backoff) {
        this.type = type;
        this.consumer = consumer;
        this.codec = codec;
        this.failures = failures;
        this.backoff = backoff;
    }

    @Override
    public JobOutcome handle(ClaimedJob claimed) throws InterruptedException {
        T job;
        try {
            job = codec.decode(claimed, type);
        } catch (FailureException e) {
            return JobCodec.isNewer(e) ? leave(claimed, e) : JobOutcome.bury(error(report(claimed, e)));
        }
        try (MDC.@Nullable MDCCloseable _ = chatOf(job);
                MDC.@Nullable MDCCloseable _ = requestOf(job)) {
            return run(job, new Run(claimed));
        }
    }

    /** Leaves the job for a newer replica while somebody may wait for it, and then tells them. */
    private JobOutcome leave(ClaimedJob claimed, FailureException e) throws InterruptedException {
        Duration patience = NewerReplica.patience(claimed);
        boolean waits = claimed.age().compareTo(patience) < 0 && claimed.age().compareTo(type.retriedFor()) < 0;
        if (waits) {
            return NewerReplica.leave();
        }
        Failure failure = report(claimed, e);
        T known = codec.decodeKnown(claimed, type);
        if (known == null) {
            return JobOutcome.bury(error(failure));
        }
        try (MDC.@Nullable MDCCloseable _ = chatOf(known);
                MDC.@Nullable MDCCloseable _ = requestOf(known)) {
            consumer.gaveUp(known, new Run(claimed).claim(), failure);
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Throwable worse) { // a part of the job is missing, or the word was not taken
            checkInterrupt();
            report(claimed, worse);
        }
        return JobOutcome.bury(error(failure));
    }

    private static MDC.@Nullable MDCCloseable chatOf(JobPayload job) {
        return job instanceof Job about ? LogContext.ofChat(about.chat().id()) : null;
    }

    private static MDC.@Nullable MDCCloseable requestOf(JobPayload job) {
        String request = job.requestId();
        return request == null ? null : LogContext.ofRequest(request);
    }

    private JobOutcome run(T job, Run run) throws InterruptedException {
        if (run.tooLate()) {
            return giveUp(job, run, run.lateness());
        }
        try {
            consumer.handle(job, run.claim());
            return JobOutcome.done();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // an Error too: the job failed, its lane goes on
            checkInterrupt();
            Failure failure = report(run.claimed, e);
            if (hopeless(failure)) {
                return JobOutcome.bury(error(failure));
            }
            if (anotherTakesIt(failure) && run.left().isPositive()) {
                return JobOutcome.release(HAND_ON);
            }
            return run.mayRetry(failure)
                    ? JobOutcome.retryAfter(run.delay(failure), error(failure))
                    : giveUp(job, run, failure);
        }
    }

    /** Says whether another attempt at the same job would fail in the same way. */
    private static boolean hopeless(Failure failure) {
        return failure instanceof Failure.UserError || failure.code() == FailureCode.MALFORMED_JOB;
    }

    /** Says whether another instance can do the job at once. Such a claim does not count as an attempt. */
    private static boolean anotherTakesIt(Failure failure) {
        return failure.code() == FailureCode.DRAINING || failure.code() == FailureCode.OWNED_ELSEWHERE;
    }

    private JobOutcome giveUp(T job, Run run, Failure failure) throws InterruptedException {
        try {
            consumer.gaveUp(job, run.claim(), failure);
            return JobOutcome.bury(error(failure));
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // nobody was told yet
            checkInterrupt();
            report(run.claimed, e);
            return run.expired() ? JobOutcome.bury(error(failure)) : JobOutcome.release(TELL_AGAIN);
        }
    }

    private static void checkInterrupt() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("The claim was lost or the service drains");
        }
    }

    private Failure report(ClaimedJob claimed, Throwable thrown) {
        if (thrown instanceof JobConsumer.Reported known) {
            return failures.classify(known.failure());
        }
        return failures.report("job " + claimed.id() + " of " + claimed.queue(), thrown);
    }

    private static String error(Failure failure) {
        return failure.code().value() + ": " + failure.detail();
    }

    /** One claim of a job, and the age of the job. */
    private final class Run {
        private final ClaimedJob claimed;
        private final long began = System.nanoTime();

        Run(ClaimedJob claimed) {
            this.claimed = claimed;
        }

        JobConsumer.Claim claim() {
            return new JobConsumer.Claim(claimed.id(), claimed.attempt(), claimed.age());
        }

        private Duration age() {
            return claimed.age().plusNanos(System.nanoTime() - began);
        }

        /**
         * Tells whether the job is too old to run. The first attempt has the lifetime, the others the time for retries:
         * their owner may have died of the job.
         */
        boolean tooLate() {
            Duration limit = claimed.attempt() == 1 ? type.lifetime() : type.retriedFor();
            return claimed.age().compareTo(limit.plus(SLACK)) > 0;
        }

        boolean expired() {
            return age().compareTo(type.lifetime()) > 0;
        }

        Failure lateness() {
            return Failure.of(
                    FailureCode.PEER_UNAVAILABLE,
                    "not done " + claimed.age() + " after it was asked for, attempt " + claimed.attempt());
        }

        boolean mayRetry(Failure failure) {
            boolean passes = failure instanceof Failure.Transient || failure instanceof Failure.FloodWait;
            boolean attemptsLeft = passes ? !claimed.lastAttempt() : claimed.attempt() < type.attempts();
            return attemptsLeft && asked(failure).compareTo(left()) < 0;
        }

        /** Returns the delay before the next attempt. The last attempt comes at the end of the time for retries. */
        Duration delay(Failure failure) {
            Duration delay = backoff.delay(claimed.attempt(), failure, random);
            return delay.compareTo(left()) < 0 ? delay : left();
        }

        private Duration left() {
            return type.retriedFor().minus(age());
        }

        private static Duration asked(Failure failure) {
            return switch (failure) {
                case Failure.FloodWait flood -> flood.retryAfter();
                case Failure.Transient passing when passing.retryAfter() != null -> passing.retryAfter();
                default -> Duration.ZERO;
            };
        }
    }
}
