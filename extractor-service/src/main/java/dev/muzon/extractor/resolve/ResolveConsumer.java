package dev.muzon.extractor.resolve;

import dev.muzon.extractor.source.FailureOrigin;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.JobType;
import dev.muzon.protocol.job.JobTypes;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.jobs.JobConsumer;
import dev.muzon.runtime.jobs.JobPublisher;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The consumer of requests for music. A person waits for each, so a problem of an input or its server is answered at
 * the first attempt. Only failures of our own store and services are tried again, and so are words while a source of
 * ours keeps silent. They are reported when people have waited long enough.
 */
@Component
class ResolveConsumer implements JobConsumer<ResolveTracks> {
    /** Waiting costs only a virtual thread. The slots bound how many run at once. */
    private static final int CLAIMED_AT_ONCE = 256;

    /** One chat waits with a small part of what is claimed, so that others are always claimed. */
    private static final RequestSlots.Limits FAIR = new RequestSlots.Limits(16, 6, 3, 32, Duration.ofSeconds(30));

    /** The last attempt comes at the end of the time for retries, and answers with what is known by then. */
    private static final Duration PATIENCE =
            JobTypes.RESOLVE_TRACKS.retriedFor().minusSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(ResolveConsumer.class);

    private final TrackResolver resolver;
    private final RelatedSongs related;
    private final JobPublisher publisher;
    private final FailureClassifier classifier;
    private final FailureLog failures;
    private final Clock clock;
    private final RequestSlots links = new RequestSlots(FAIR);
    private final RequestSlots others = new RequestSlots(FAIR);
    private final RecentResolutions recent = new RecentResolutions();

    ResolveConsumer(
            TrackResolver resolver,
            RelatedSongs related,
            JobPublisher publisher,
            FailureClassifier classifier,
            FailureLog failures,
            Clock clock) {
        this.resolver = resolver;
        this.related = related;
        this.clock = clock;
        this.publisher = publisher;
        this.classifier = classifier;
        this.failures = failures;
    }

    @Override
    public Set<JobType<ResolveTracks>> types() {
        return Set.of(JobTypes.RESOLVE_TRACKS);
    }

    @Override
    public int parallelism() {
        return CLAIMED_AT_ONCE;
    }

    @Override
    public void handle(ResolveTracks request, Claim claim) throws InterruptedException {
        boolean waits = false;
        try {
            Resolution resolution = find(request);
            waits = resolution.waits() && claim.age().compareTo(PATIENCE) < 0;
            List<Track> tracks = waits ? resolution.patiently() : resolution.tracks();
            publisher.publish("enqueue:" + request.requestId(), enqueue(request, tracks));
        } catch (RuntimeException | Error e) {
            Failure failure = classifier.classify(e);
            if (waits || FailureOrigin.isOurs(failure)) {
                throw e;
            }
            gaveUp(request, claim, failure);
            report(request, failure, e);
        }
    }

    /** Reports why a request came to nothing. The operator can do nothing about a server that a link names. */
    private void report(ResolveTracks request, Failure failure, Throwable e) {
        String activity = "request " + request.requestId();
        if (request.query() instanceof TrackQuery.Link && FailureOrigin.isOutage(failure)) {
            failures.passOn(activity, e);
            log.info(
                    "Link of request {} does not work: {}: {}",
                    request.requestId(),
                    failure.code().value(),
                    failure.detail());
        } else {
            failures.report(activity, e);
        }
    }

    private Resolution find(ResolveTracks request) throws InterruptedException {
        boolean nobody = Requester.nobody(request.requester());
        long person = nobody ? request.chat().id() : request.requester().id();
        try (RequestSlots.Slot _ = slots(request.query()).take(request.chat().id(), person)) {
            return resolved(request, person);
        }
    }

    private static EnqueueTracks enqueue(ResolveTracks request, List<Track> tracks) {
        return new EnqueueTracks(
                request.requestId(),
                request.chat(),
                request.requester(),
                tracks,
                request.sequence(),
                request.placement(),
                request.askedAt());
    }

    /** Returns the slots of a request. Links of strangers, which may hang, hold up no search in music at hand. */
    private RequestSlots slots(TrackQuery query) {
        return query instanceof TrackQuery.Link ? links : others;
    }

    private Resolution resolved(ResolveTracks request, long person) throws InterruptedException {
        long chat = request.chat().id();
        Resolution resolution = request.query() instanceof TrackQuery.Related songs
                ? related.find(songs, chat)
                : resolver.resolve(request.query(), chat, person);
        log.info("Request {}: {}", request.requestId(), resolution.told());
        recent.add(
                chat,
                new RecentResolutions.Request(
                        request.requestId(), clock.instant(), AskedWords.of(request.query(), resolution), resolution));
        return resolution;
    }

    /** Returns how the last requests of a chat were resolved, newest first. */
    List<RecentResolutions.Request> recent(long chat) {
        return recent.of(chat);
    }

    @Override
    public void gaveUp(ResolveTracks request, Claim claim, Failure failure) {
        publisher.publish(
                "failed:" + request.requestId(),
                new PlayerEvent.RequestFailed(request.requestId(), request.chat(), failure));
    }
}
