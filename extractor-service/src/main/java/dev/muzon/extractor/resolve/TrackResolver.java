package dev.muzon.extractor.resolve;

import dev.muzon.extractor.ExtractorProperties;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.catalog.TrackCatalog;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.PageSites;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The search for a query in its sources, one after another, until one has found something. All of it ends by the
 * deadline. People who ask the same at the same time share one search.
 */
@Component
class TrackResolver {
    private final List<TrackSource> sources;
    private final TrackCatalog catalog;
    private final ExtractorProperties settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final SourceBreakers breakers = new SourceBreakers();
    private final SingleFlight<TrackQuery, List<Track>> flights = new SingleFlight<>();

    TrackResolver(
            List<TrackSource> sources,
            TrackCatalog catalog,
            ExtractorProperties settings,
            Clock clock,
            MeterRegistry meters) {
        this.sources = List.copyOf(sources);
        this.catalog = catalog;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Finds what was asked for.
     *
     * @param person who asks, so that one person's bad luck is not taken for an outage
     * @return at least one track, playable by its id from now on
     * @throws FailureException why nothing was found. Transient {@code source.timeout} past the deadline
     */
    List<Track> resolve(TrackQuery query, long person) throws InterruptedException {
        if (query instanceof TrackQuery.Text(String text) && text.isBlank()) {
            throw Failure.of(FailureCode.BAD_INPUT, "a search for nothing").asException();
        }
        Duration deadline = query instanceof TrackQuery.Link ? settings.linkDeadline() : settings.resolveDeadline();
        try {
            return flights.join(query, deadline, () -> askAll(query, person));
        } catch (TimeoutException e) {
            throw Failure.of(FailureCode.SOURCE_TIMEOUT, "nothing within " + deadline)
                    .causedBy(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw Failure.of(FailureCode.INTERNAL, "the search ended in " + e.getCause())
                    .causedBy(e);
        }
    }

    private List<Track> askAll(TrackQuery query, long person) throws InterruptedException {
        @Nullable FailureException last = null;
        for (TrackSource source : sources) {
            if (source.answers(query)) {
                List<FoundTrack> found;
                try {
                    found = ask(source, query, person);
                } catch (FailureException e) {
                    last = e;
                    continue;
                }
                return keep(source, found);
            }
        }
        throw last != null ? last : unasked(query).asException();
    }

    /** Explains why no source was asked. */
    private static Failure unasked(TrackQuery query) {
        Optional<String> site = query instanceof TrackQuery.Link link ? PageSites.of(link) : Optional.empty();
        return site.<Failure>map(name -> Failure.of(
                        FailureCode.URL_PAGE,
                        "no source opens pages of " + name,
                        Map.of("site", new FailureArgument.Text(name))))
                .orElseGet(() -> Failure.of(FailureCode.NOTHING_FOUND, "no source is asked for this"));
    }

    private List<FoundTrack> ask(TrackSource source, TrackQuery query, long person) throws InterruptedException {
        Timer.Sample sample = Timer.start(meters);
        String outcome = FailureCode.INTERNAL.value();
        try {
            List<FoundTrack> found = breakers.call(source.blames(query), person, () -> source.resolve(query));
            List<FoundTrack> playable = shortEnough(found);
            outcome = "found";
            return playable;
        } catch (FailureException e) {
            outcome = e.failure().code().value();
            throw e;
        } catch (RuntimeException | Error e) {
            throw Failure.of(FailureCode.INTERNAL, source.name() + " failed: " + e)
                    .causedBy(e);
        } finally {
            sample.stop(Timer.builder("muzon.resolve")
                    .description("From a query to a source's answer")
                    .tag("source", source.name())
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    /** Leaves out tracks that are too long, unless nothing else was found. */
    private List<FoundTrack> shortEnough(List<FoundTrack> found) {
        Duration limit = settings.maxDuration();
        List<FoundTrack> playable =
                found.stream().filter(track -> !isLonger(track, limit)).toList();
        if (!playable.isEmpty()) {
            return playable;
        }
        Duration duration = found.getFirst().media().duration();
        throw Failure.of(FailureCode.TRACK_TOO_LONG, "lasts " + duration, Map.of("limit", FailureArgument.of(limit)))
                .asException();
    }

    private static boolean isLonger(FoundTrack track, Duration limit) {
        Duration duration = track.media().duration();
        return duration != null && duration.compareTo(limit) > 0;
    }

    private List<Track> keep(TrackSource source, List<FoundTrack> found) {
        List<Track> tracks = new ArrayList<>(found.size());
        for (FoundTrack track : found) {
            CatalogEntry entry = CatalogEntry.of(source.name(), track, clock.instant());
            catalog.save(entry);
            tracks.add(entry.track());
        }
        return List.copyOf(tracks);
    }
}
