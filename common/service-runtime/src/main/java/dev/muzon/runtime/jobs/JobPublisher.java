package dev.muzon.runtime.jobs;

import dev.muzon.protocol.job.JobPayload;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A way to leave work for another service or this one. Published jobs survive every crash. */
public interface JobPublisher {
    /**
     * Publishes one job.
     *
     * @param id dedupe id, prefixed ({@code tg:42}, {@code enqueue:tg:42}): publishing the same id again changes
     * nothing
     * @throws dev.muzon.protocol.failure.FailureException transient {@code store.unavailable} when it could not be
     * saved
     */
    void publish(String id, JobPayload job);

    /**
     * Publishes many jobs, to the durable queue in one round trip. Those of one key keep their order. After a failure
     * all of them may be published again.
     *
     * @return the ids that were new. All of them where the publisher cannot tell
     * @throws dev.muzon.protocol.failure.FailureException transient {@code store.unavailable} when not all were saved
     */
    default Set<String> publishAll(List<Publication> publications) {
        publications.forEach(it -> publish(it.id(), it.job()));
        return publications.stream().map(Publication::id).collect(Collectors.toSet());
    }

    /**
     * A job to publish.
     *
     * @param id see {@link #publish}
     */
    record Publication(String id, JobPayload job) {}
}
