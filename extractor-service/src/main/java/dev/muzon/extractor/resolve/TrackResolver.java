package dev.muzon.extractor.resolve;

import dev.muzon.extractor.ExtractorProperties;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.catalog.TrackCatalog;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks the sources that a query is for, one after another, until one has found something. All of it together ends by
 * the deadline; people who ask the same at the same time share one search.
 */
@Component
class TrackResolver {
    private static final int LONGEST_TEXT = 300;

    private final List<TrackSource> sources;
    private final TrackCatalog catalog;
    private final ExtractorProperties properties;
    private final Clock clock;
    private final MeterRegistry meters;
    private final SourceBreakers breakers = new SourceBreakers();
    private final SingleFlight<TrackQuery, List<Track>> flights = new SingleFlight<>();

    TrackResolver(
            List<TrackSource> sources,
            TrackCatalog catalog,
            ExtractorProperties properties,
            Clock clock,
            MeterRegistry meters) {
        this.sources = List.copyOf(sources);
        this.catalog = catalog;
        this.properties = properties;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * @return at least one track, playable by its id from now on
     * @throws FailureException why there is none; transient {@code source.timeout} past the deadline
     */
    List<Track> resolve(TrackQuery query) throws InterruptedException {
        if (query instanceof TrackQuery.Text(String text) && (text.isBlank() || text.length() > LONGEST_TEXT)) {
            throw Failure.user(FailureCode.BAD_INPUT, "a search of " + text.length() + " characters")
                    .asException();
        }
        try {
            return flights.join(query, properties.resolveDeadline(), () -> askAll(query));
        } catch (TimeoutException late) {
            throw Failure.passing(FailureCode.SOURCE_TIMEOUT, "nothing within " + properties.resolveDeadline())
                    .causedBy(late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw Failure.passing(FailureCode.INTERNAL, "the search ended in " + failed.getCause())
                    .causedBy(failed);
        }
    }

    private List<Track> askAll(TrackQuery query) throws InterruptedException {
        @Nullable FailureException last = null;
        for (TrackSource source : sources) {
            if (source.answers(query)) {
                try {
                    return keep(source, ask(source, query));
                } catch (FailureException failed) {
                    last = failed;
                }
            }
        }
        throw last != null
                ? last
                : Failure.user(FailureCode.NOTHING_FOUND, "no source is asked for this")
                        .asException();
    }

    private List<FoundTrack> ask(TrackSource source, TrackQuery query) throws InterruptedException {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "found";
        try {
            List<FoundTrack> found = breakers.call(source.blames(query), () -> source.resolve(query));
            found.forEach(this::refuseTooLong);
            return found;
        } catch (FailureException failed) {
            outcome = failed.failure().code().value();
            throw failed;
        } finally {
            sample.stop(Timer.builder("muzon.resolve")
                    .description("From a query to a source's answer")
                    .tag("source", source.name())
                    .tag("outcome", outcome)
                    .register(meters));
        }
    }

    private void refuseTooLong(FoundTrack track) {
        Duration duration = track.media().duration();
        Duration limit = properties.maxDuration();
        if (duration != null && duration.compareTo(limit) > 0) {
            throw Failure.user(
                            FailureCode.TRACK_TOO_LONG,
                            "lasts " + duration,
                            Map.of("limit", limit.toMinutes() + " min", "duration", duration.toMinutes() + " min"))
                    .asException();
        }
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
