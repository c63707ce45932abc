package dev.muzon.extractor.resolve;

import dev.muzon.extractor.source.Blame;
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
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Works off requests for music. A person waits for each, so whatever is wrong with an input or its server is answered
 * at the first attempt. Only trouble of our own store and services is tried again, and told when people have waited
 * long enough.
 */
@Component
class ResolveConsumer implements JobConsumer {
    /** About a minute with the standard backoff. Nobody waits for a song longer than that without a word. */
    private static final int LAST_ATTEMPT = 4;

    /** Waiting costs a virtual thread. What runs at once is bounded by the turns. */
    private static final int CLAIMED_AT_ONCE = 64;

    private static final Turns.Limits FAIR = new Turns.Limits(16, 6, 3, Duration.ofSeconds(30));

    private final TrackResolver resolver;
    private final JobPublisher publisher;
    private final FailureClassifier classifier;
    private final FailureLog failures;
    private final Turns turns = new Turns(FAIR);

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
    public int parallelism() {
        return CLAIMED_AT_ONCE;
    }

    @Override
    public void handle(Job job, Claim claim) throws InterruptedException {
        if (!(job instanceof ResolveTracks request)) {
            throw new Failure.Critical(FailureCode.MALFORMED_JOB, "not a request for music: " + job.getClass())
                    .asException();
        }
        try {
            publisher.publish("enqueue:" + request.requestId(), find(request));
        } catch (RuntimeException | Error e) {
            Failure failure = classifier.classify(e);
            boolean again = Blame.isOurs(failure) && !claim.lastAttempt() && claim.attempt() < LAST_ATTEMPT;
            if (again) {
                throw e;
            }
            publisher.publish(
                    "failed:" + request.requestId(),
                    new PlayerEvent.RequestFailed(request.requestId(), request.chat(), failure));
            failures.report("request " + request.requestId(), e);
        }
    }

    private EnqueueTracks find(ResolveTracks request) throws InterruptedException {
        long person = request.requester().id();
        try (Turns.Turn _ = turns.take(request.chat().id(), person)) {
            return new EnqueueTracks(
                    request.requestId(),
                    request.chat(),
                    request.requester(),
                    resolver.resolve(request.query(), person),
                    request.sequence());
        }
    }
}
