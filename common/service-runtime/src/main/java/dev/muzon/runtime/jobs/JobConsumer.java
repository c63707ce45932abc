package dev.muzon.runtime.jobs;

import dev.muzon.protocol.job.Job;

/**
 * Works off one queue; a bean of this type is all a service declares. Jobs of one chat come one at a time and in order,
 * jobs of different chats side by side on virtual threads. A {@link dev.muzon.protocol.failure.FailureException}
 * decides what becomes of the job: user errors bury it (tell the person yourself first), flood waits and transient
 * failures retry it after the asked time or the backoff. Handlers must be idempotent.
 */
public interface JobConsumer {
    /** One of {@link dev.muzon.protocol.job.Queues}. */
    String queue();

    /** How many jobs at once. */
    default int parallelism() {
        return 16;
    }

    /**
     * @param job never a job of another queue
     * @param claim identity and attempt number of this run
     * @throws InterruptedException when the claim was lost or the service drains; the job runs again elsewhere
     */
    void handle(Job job, Claim claim) throws InterruptedException;

    /**
     * @param id the job's dedupe id
     * @param attempt 1 for the first
     * @param lastAttempt whether a failure now makes the job DEAD: the time to tell a waiting person
     */
    record Claim(String id, int attempt, boolean lastAttempt) {}
}
