package dev.muzon.extractor.resolve;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobConsumer;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The consumer of requests for music. A person waits for each, so what a source says is an answer and given at once. Only
 * trouble of our own (the database, another service) is retried, and told when the request is given up.
 */
@Component
class ResolveConsumer implements JobConsumer<ResolveTracks> {
    private static final Set<FailureCode> ANSWERS =
            EnumSet.of(FailureCode.SOURCE_UNAVAILABLE, FailureCode.SOURCE_TIMEOUT, FailureCode.SOURCE_TRUNCATED);

    private final TrackResolver resolver;
    private final JobPublisher publisher;
    private final FailureClassifier classifier;
    private final FailureLog failures;

    ResolveConsumer(TrackResolver resolver, JobPublisher publisher, FailureClassifier classifier, FailureLog failures) {
        this.resolver = resolver;
        this.publisher = publisher;
        this.classifier = classifier;
        this.failures = failures;
    }

    @Override
    public Set<JobType<ResolveTracks>> types() {
        return Set.of(JobTypes.RESOLVE_TRACKS);
    }

    @Override
    public void handle(ResolveTracks request, Claim claim) throws InterruptedException {
        try {
            var tracks = resolver.resolve(request.query());
            publisher.publish(
                    "enqueue:" + request.requestId(),
                    new EnqueueTracks(request.requestId(), request.chat(), request.requester(), tracks));
        } catch (RuntimeException e) {
            Failure failure = classifier.classify(e);
            boolean answer = failure instanceof Failure.UserError || ANSWERS.contains(failure.code());
            if (!answer) {
                throw e;
            }
            gaveUp(request, claim, failure);
            failures.report("request " + request.requestId(), e);
        }
    }

    @Override
    public void gaveUp(ResolveTracks request, Claim claim, Failure failure) {
        publisher.publish(
                "failed:" + request.requestId(),
                new PlayerEvent.RequestFailed(request.requestId(), request.chat(), failure));
    }
}
