package dev.muzon.extractor.resolve;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.Queues;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobConsumer;
import dev.muzon.runtime.jobs.JobPublisher;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Works off requests for music. A person waits for each, so what a source says is an answer, given at once: that a host
 * is down today is no reason to be silent for minutes of retries. Only trouble of our own (the database, another
 * service) is retried, and told when that was the last time.
 */
@Component
class ResolveConsumer implements JobConsumer {
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
    public String queue() {
        return Queues.EXTRACTOR;
    }

    @Override
    public void handle(Job job, Claim claim) throws InterruptedException {
        if (!(job instanceof ResolveTracks request)) {
            throw new Failure.Critical(FailureCode.MALFORMED_JOB, "not a request for music: " + job.getClass())
                    .asException();
        }
        try {
            var tracks = resolver.resolve(request.query());
            publisher.publish(
                    "enqueue:" + request.requestId(),
                    new EnqueueTracks(request.requestId(), request.chat(), request.requester(), tracks, 0));
        } catch (RuntimeException thrown) {
            Failure failure = classifier.classify(thrown);
            boolean answer = failure instanceof Failure.UserError || ANSWERS.contains(failure.code());
            if (answer || claim.lastAttempt()) {
                publisher.publish(
                        "failed:" + request.requestId(),
                        new PlayerEvent.RequestFailed(request.requestId(), request.chat(), failure));
            }
            if (!answer) {
                throw thrown;
            }
            failures.report("request " + request.requestId(), thrown);
        }
    }
}
