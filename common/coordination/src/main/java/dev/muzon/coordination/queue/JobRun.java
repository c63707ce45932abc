package dev.muzon.coordination.queue;

import dev.muzon.coordination.Heartbeat;
import dev.muzon.coordination.Jitter;
import dev.muzon.coordination.LoopFailures;
import dev.muzon.coordination.queue.JobListener.Settlement;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One claimed job. It is first handled, under a heartbeat and interruptible. Then it is settled, under neither: a
 * renewal that overtakes the settlement would revive the claim, and an interrupt would cut the message to the store.
 */
final class JobRun {
    private static final Logger log = LoggerFactory.getLogger(JobRun.class);
    private static final Duration UNEXPECTED_FAILURE_DELAY = Duration.ofSeconds(5);
    private static final Duration SETTLE_RETRY = Duration.ofMillis(500);

    private final ClaimedJob job;
    private final JobQueue queue;
    private final JobHandler handler;
    private final JobListener listener;
    private final FailureLog failures;
    private final Duration lease;
    private final long claimedAt;

    private @Nullable Thread handling;
    private @Nullable Settlement interruption;
    private volatile boolean abandoned;

    /**
     * Prepares the run of a claimed job.
     *
     * @param claimedAt by {@link System#nanoTime()}, when the claim was asked for: its lease counts from then
     */
    JobRun(
            ClaimedJob job,
            JobQueue queue,
            JobHandler handler,
            JobListener listener,
            FailureLog failures,
            Duration lease,
            long claimedAt) {
        this.job = job;
        this.queue = queue;
        this.handler = handler;
        this.listener = listener;
        this.failures = failures;
        this.lease = lease;
        this.claimedAt = claimedAt;
    }

    /** Takes the job from the claim to its settlement. */
    void run() {
        try {
            long began = System.nanoTime();
            listener.started(job);
            JobOutcome outcome = handleUnderHeartbeat();
            Duration ran = Duration.ofNanos(System.nanoTime() - began);
            listener.settled(job, settle(outcome), ran);
        } catch (Throwable e) { // the claim expires by itself, and the job is claimed again
            failures.report("running " + name(), e);
        }
    }

    /**
     * Interrupts the handler because the worker's time to drain is over. The job is given back if the handler stops.
     */
    void cancel() {
        abandoned = true;
        interrupt(Settlement.RELEASED);
    }

    /** Gives the job back although its handler has not stopped. What the handler returns later is ignored. */
    void giveBack() {
        queue.release(job, Duration.ZERO);
    }

    private String name() {
        return "job " + job.id() + " of type " + job.type();
    }

    private JobOutcome handleUnderHeartbeat() {
        var heartbeat = Heartbeat.start(
                new Heartbeat.Term("job " + job.id(), lease, claimedAt, false),
                () -> queue.heartbeat(job, lease),
                () -> interrupt(Settlement.LOST),
                failures);
        try {
            return handle();
        } finally {
            heartbeat.close();
        }
    }

    private JobOutcome handle() {
        begin();
        try {
            return handler.handle(job);
        } catch (InterruptedException e) {
            return JobOutcome.retryAfter(UNEXPECTED_FAILURE_DELAY, "interrupted");
        } catch (Throwable e) { // also a LinkageError or a StackOverflowError: the job failed, the worker goes on
            if (!wasInterrupted()) {
                failures.report(name(), e);
            }
            return JobOutcome.retryAfter(UNEXPECTED_FAILURE_DELAY, e.toString());
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        if (interruption == null) {
            handling = Thread.currentThread();
        } else {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end() {
        handling = null;
        Thread.interrupted();
    }

    private synchronized void interrupt(Settlement because) {
        if (interruption == null) {
            interruption = because;
            if (handling != null) {
                handling.interrupt();
            }
        }
    }

    private synchronized boolean wasInterrupted() {
        return interruption != null;
    }

    private Settlement settle(JobOutcome outcome) {
        return switch (outcome) {
            case JobOutcome.Done() -> say(Settlement.DONE, () -> queue.complete(job));
            case JobOutcome.Bury(String error) -> say(Settlement.DEAD, () -> queue.bury(job, error));
            case JobOutcome.Retry(Duration delay, String error) -> settleFailure(delay, error);
            case JobOutcome.Release(Duration delay) -> say(Settlement.RELEASED, () -> queue.release(job, delay));
        };
    }

    /** Settles a failed run. A handler that was interrupted fails because of that: its failure is not the job's. */
    private Settlement settleFailure(Duration delay, String error) {
        Settlement because;
        synchronized (this) {
            because = interruption;
        }
        if (because == Settlement.LOST) {
            return Settlement.LOST;
        }
        if (because == Settlement.RELEASED) {
            return say(Settlement.RELEASED, () -> queue.release(job, Duration.ZERO));
        }
        Settlement failed = job.lastAttempt() ? Settlement.DEAD : Settlement.RETRIED;
        return say(failed, () -> queue.fail(job, error, delay));
    }

    /** Repeats the settlement until the store takes it: what is done must not run again because of a short outage. */
    private Settlement say(Settlement settlement, BooleanSupplier word) {
        var saying = new LoopFailures(failures, "settling " + name() + " as " + settlement);
        while (true) {
            try {
                if (word.getAsBoolean()) {
                    saying.succeeded();
                    return settlement;
                }
                log.warn("{} not settled as {}: its claim was lost", name(), settlement);
                saying.ended();
                return Settlement.LOST;
            } catch (Throwable e) { // an Error must not end the loop either: a done job would run again
                saying.failed(e);
                if (abandoned || !pause()) {
                    saying.ended();
                    return Settlement.LOST;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(Jitter.around(SETTLE_RETRY));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
