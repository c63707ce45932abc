package dev.muzon.runtime.jobs;

import dev.muzon.protocol.job.Job;

/** Leaves work for another service. Once this returns, the job survives every crash. */
public interface JobPublisher {
    /**
     * @param id dedupe id, prefixed ({@code tg:42}, {@code enqueue:tg:42}): publishing the same id again changes nothing
     * @throws dev.muzon.protocol.failure.FailureException transient {@code store.unavailable} when it could not be saved
     */
    void publish(String id, Job job);
}
