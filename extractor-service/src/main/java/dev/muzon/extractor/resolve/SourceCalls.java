package dev.muzon.extractor.resolve;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Calls to sources, behind their breakers and within what one source may use. */
final class SourceCalls {
    private final Duration maxDuration;
    private final int atOnce;
    private final MeterRegistry meters;
    private final SourceBreakers breakers = new SourceBreakers();
    private final Map<String, Semaphore> free = new ConcurrentHashMap<>();

    /**
     * Takes the bounds.
     *
     * @param maxDuration of a track
     * @param atOnce calls that one source works on at once. Others wait for their turn
     */
    SourceCalls(Duration maxDuration, int atOnce, MeterRegistry meters) {
        this.maxDuration = maxDuration;
        this.atOnce = atOnce;
        this.meters = meters;
    }

    /**
     * Asks a source.
     *
     * @throws FailureException why it found nothing
     */
    List<FoundTrack> call(SourceAttempt attempt, TrackQuery query, long person) throws InterruptedException {
        TrackSource source = attempt.source();
        Timer.Sample sample = Timer.start(meters);
        String outcome = FailureCode.INTERNAL.value();
        try {
            List<FoundTrack> playable = shortEnough(inTurn(attempt, query, person));
            outcome = SourceAttempt.FOUND;
            return playable;
        } catch (FailureException e) {
            outcome = e.failure().code().value();
            throw e;
        } catch (InterruptedException e) {
            outcome = SourceAttempt.OVERTAKEN;
            throw e;
        } finally {
            sample.stop(Timer.builder("muzon.resolve")
                    .description("From a query to a source's answer")
                    .tag("source", source.name())
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    /** Returns the number of a source's servers that are not asked now. */
    int resting(String source) {
        return breakers.open(source);
    }

    private List<FoundTrack> inTurn(SourceAttempt attempt, TrackQuery query, long person) throws InterruptedException {
        String name = attempt.source().name();
        Semaphore turns = free.computeIfAbsent(name, _ -> new Semaphore(atOnce, true));
        if (!turns.tryAcquire(attempt.end() - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw SourceAttempt.busy(name);
        }
        try {
            attempt.begin();
            return breakers.call(name, attempt.source().blames(query), person, () -> ask(attempt, query));
        } finally {
            turns.release();
        }
    }

    /** Turns the interruption of a call that took too long into an outage, which its breaker counts. */
    private static List<FoundTrack> ask(SourceAttempt attempt, TrackQuery query) throws InterruptedException {
        try {
            return attempt.source().resolve(query);
        } catch (InterruptedException e) {
            if (attempt.expired()) {
                throw Failure.of(FailureCode.SOURCE_TIMEOUT, attempt.source().name() + " was interrupted at its limit")
                        .causedBy(e);
            }
            throw e;
        } catch (FailureException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw Failure.of(FailureCode.INTERNAL, attempt.source().name() + " failed: " + e)
                    .causedBy(e);
        }
    }

    /** Leaves out tracks that are too long, unless nothing else was found. */
    private List<FoundTrack> shortEnough(List<FoundTrack> found) {
        List<FoundTrack> playable =
                found.stream().filter(track -> !isTooLong(track)).toList();
        if (!playable.isEmpty()) {
            return playable;
        }
        Duration duration = found.getFirst().media().duration();
        throw Failure.of(
                        FailureCode.TRACK_TOO_LONG,
                        "lasts " + duration,
                        Map.of("limit", FailureArgument.of(maxDuration)))
                .asException();
    }

    private boolean isTooLong(FoundTrack track) {
        Duration duration = track.media().duration();
        return duration != null && duration.compareTo(maxDuration) > 0;
    }
}
