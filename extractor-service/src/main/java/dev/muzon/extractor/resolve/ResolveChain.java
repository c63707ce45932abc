package dev.muzon.extractor.resolve;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.SongElsewhere;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The order of asking. A source that fails is followed by the next at once. One that keeps silent is joined by the next
 * after a while, and after that by another each quarter of it. The first to find something ends the others.
 *
 * <p>Where a page exists and nobody may open it, the same song is looked for elsewhere, in the time that is left.
 */
final class ResolveChain {
    /** Two silent sources in front must not hold up the third for two whole pauses. */
    private static final int LATER_HEDGES_PER_FIRST = 4;

    /** Refusals of a page that is known to hold a song. */
    private static final Set<FailureCode> REFUSALS = EnumSet.of(
            FailureCode.WEB_PRIVATE,
            FailureCode.WEB_REMOVED,
            FailureCode.WEB_COUNTRY,
            FailureCode.WEB_AGE_RESTRICTED,
            FailureCode.WEB_BOT_CHECK,
            FailureCode.WEB_DRM);

    private final SourceChain chain;
    private final SourceCalls calls;
    private final Duration deadline;
    private final MeterRegistry meters;

    ResolveChain(SourceChain chain, SourceCalls calls, Duration deadline, MeterRegistry meters) {
        this.chain = chain;
        this.calls = calls;
        this.deadline = deadline;
        this.meters = meters;
    }

    /**
     * The result of asking.
     *
     * @param winner null when no source found anything
     * @param asked every source that was asked, empty when none answers such queries
     * @param elsewhere what was asked for the song of a refused page. Its failures are not told
     */
    record Asked(@Nullable SourceAttempt winner, List<SourceAttempt> asked, List<SourceAttempt> elsewhere) {
        List<FoundTrack> found() {
            return winner == null ? List.of() : winner.found();
        }

        /** Returns the failure that tells people most, null when no source was asked. */
        @Nullable FailureException failure() {
            return telling(asked);
        }

        /** Returns the failure that tells most of what the sources know, null when none of them gave an answer. */
        @Nullable FailureException answer() {
            return telling(asked.stream().filter(attempt -> !attempt.isSilent()).toList());
        }

        private static @Nullable FailureException telling(List<SourceAttempt> attempts) {
            List<SourceAttempt> known = attempts.stream()
                    .filter(attempt -> !attempt.source().isExtra())
                    .toList();
            return MostTelling.of((known.isEmpty() ? attempts : known)
                    .stream()
                            .flatMap(attempt -> Stream.ofNullable(attempt.failure()))
                            .toList());
        }

        /** Returns the sources that gave no answer. They may have what was asked for. */
        List<TrackSource> silent() {
            return asked.stream()
                    .filter(SourceAttempt::isSilent)
                    .<TrackSource>map(SourceAttempt::source)
                    .toList();
        }

        /** Returns whether a page exists that nobody opens. */
        boolean isRefused() {
            FailureException failure = failure();
            return winner == null
                    && failure != null
                    && REFUSALS.contains(failure.failure().code());
        }

        List<Resolution.Step> steps() {
            return Stream.concat(asked.stream(), elsewhere.stream())
                    .map(SourceAttempt::step)
                    .toList();
        }
    }

    /**
     * Asks these sources in their order, until one has found something, all have failed, or the time is over.
     *
     * @param sources those that do not answer such a query are passed over
     */
    Asked ask(TrackQuery query, long person, List<? extends TrackSource> sources) throws InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        Asked asked = new Run(query, person, sources, end).toItsEnd();
        TrackQuery.@Nullable Link page = asked.isRefused() ? page(query, sources) : null;
        if (page == null) {
            return asked;
        }
        Asked elsewhere = new Run(page, person, elsewhere(asked), end).toItsEnd();
        return new Asked(elsewhere.winner(), asked.asked(), elsewhere.asked());
    }

    /** Returns the page that was asked for, null when none was. */
    private static TrackQuery.@Nullable Link page(TrackQuery query, List<? extends TrackSource> sources) {
        if (query instanceof TrackQuery.Link link) {
            return link;
        }
        return sources.stream()
                .flatMap(source -> source instanceof ListedSource listed
                        ? Stream.ofNullable(listed.track().link())
                        : Stream.empty())
                .findFirst()
                .map(TrackQuery.Link::new)
                .orElse(null);
    }

    /** Returns the sources that look for a song by its name. One that takes us for a robot is not searched again. */
    private List<TrackSource> elsewhere(Asked refused) {
        Set<String> robots = refused.asked().stream()
                .filter(attempt -> attempt.failed(FailureCode.WEB_BOT_CHECK))
                .map(attempt -> attempt.source().name())
                .collect(Collectors.toSet());
        return chain.sources().stream()
                .filter(SongElsewhere.class::isInstance)
                .map(source -> ((SongElsewhere) source).elsewhere(robots))
                .toList();
    }

    private final class Run {
        private final TrackQuery query;
        private final long person;
        private final Iterator<? extends TrackSource> next;
        private final List<SourceAttempt> asked = new ArrayList<>();
        private final List<SourceAttempt> running = new ArrayList<>();
        private final BlockingQueue<SourceAttempt> ended = new LinkedBlockingQueue<>();
        private final long end;
        private long hedge = System.nanoTime();

        Run(TrackQuery query, long person, List<? extends TrackSource> sources, long end) {
            this.query = query;
            this.person = person;
            this.end = end;
            this.next = sources.stream()
                    .filter(source -> source.answers(query))
                    .toList()
                    .iterator();
        }

        Asked toItsEnd() throws InterruptedException {
            try {
                while (!isOver()) {
                    SourceAttempt done = ended.poll(pause(), TimeUnit.NANOSECONDS);
                    if (done != null && running.remove(done) && done.failure() == null) {
                        return new Asked(done, List.copyOf(asked), List.of());
                    }
                }
                return new Asked(null, List.copyOf(asked), List.of());
            } finally {
                running.forEach(SourceAttempt::overtake);
            }
        }

        /** Starts what is due, ends what took too long, and returns whether nothing is left to wait for. */
        private boolean isOver() {
            for (SourceAttempt late : List.copyOf(running)) {
                if (late.end() - System.nanoTime() <= 0 && late.expire()) {
                    running.remove(late);
                }
            }
            boolean inTime = end - System.nanoTime() > 0;
            while (inTime && next.hasNext() && (running.isEmpty() || hedge - System.nanoTime() <= 0)) {
                start(next.next());
            }
            return running.isEmpty();
        }

        private void start(TrackSource source) {
            if (!running.isEmpty()) {
                Counter.builder("muzon.resolve.hedged")
                        .description("Sources that were asked because an earlier one kept silent")
                        .tag("source", source.name())
                        .register(meters)
                        .increment();
            }
            long now = System.nanoTime();
            long limit = Math.min(now + chain.limit(source).toNanos() - end, 0) + end;
            var attempt = new SourceAttempt(source, limit);
            long pause = chain.hedgeAfter().toNanos();
            hedge = now + (asked.isEmpty() ? pause : pause / LATER_HEDGES_PER_FIRST);
            asked.add(attempt);
            running.add(attempt);
            attempt.start(() -> calls.call(attempt, query, person), ended::add);
        }

        private long pause() {
            long until = end;
            for (SourceAttempt attempt : running) {
                until = Math.min(attempt.end() - until, 0) + until;
            }
            if (next.hasNext()) {
                until = Math.min(hedge - until, 0) + until;
            }
            return Math.max(0, until - System.nanoTime());
        }
    }

    /** Returns the failure of a source that did not answer in time. */
    static FailureException late(String source, Duration after) {
        return Failure.of(FailureCode.SOURCE_TIMEOUT, source + " did not answer within " + after.toMillis() + " ms")
                .asException();
    }
}
