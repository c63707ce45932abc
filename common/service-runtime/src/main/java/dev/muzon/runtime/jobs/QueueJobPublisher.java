package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.protocol.job.Job;
import dev.muzon.resilience.FailureClassifier;

/** Into the durable queue, then a knock at the door of the service that works it off. */
final class QueueJobPublisher implements JobPublisher {
    private final JobQueue queue;
    private final JobCodec codec;
    private final PublishOrder order;
    private final Doorbells doorbells;
    private final FailureClassifier failures;

    QueueJobPublisher(
            JobQueue queue, JobCodec codec, PublishOrder order, Doorbells doorbells, FailureClassifier failures) {
        this.queue = queue;
        this.codec = codec;
        this.order = order;
        this.doorbells = doorbells;
        this.failures = failures;
    }

    @Override
    public void publish(String id, Job job) {
        var stored = codec.encode(id, job, order.next());
        try {
            queue.publish(stored);
        } catch (RuntimeException failed) {
            throw failures.classify(failed).causedBy(failed);
        }
        doorbells.ring(job.queue());
    }
}
