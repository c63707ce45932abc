package dev.muzon.runtime.jobs;

import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.protocol.job.JobPayload;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.runtime.trace.WorkContext;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The publisher into the durable queue. It also rings at the service that handles the queue. */
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
    public void publish(String id, JobPayload job) {
        saved(() -> queue.publish(encode(id, job)));
        doorbells.ring(job.type().queue());
    }

    @Override
    public Set<String> publishAll(List<Publication> publications) {
        Set<String> fresh = saved(() -> queue.publishAll(
                publications.stream().map(it -> encode(it.id(), it.job())).toList()));
        publications.stream().map(it -> it.job().type().queue()).distinct().forEach(doorbells::ring);
        return fresh;
    }

    private NewJob encode(String id, JobPayload job) {
        return codec.encode(id, job, order.next()).tracedAs(WorkContext.traceparent());
    }

    private <T> T saved(Supplier<T> publishing) {
        try {
            return publishing.get();
        } catch (RuntimeException e) {
            throw failures.classify(e).causedBy(e);
        }
    }
}
