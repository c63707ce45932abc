package dev.muzon.extractor.resolve;

import dev.muzon.extractor.ExtractorProperties;
import dev.muzon.extractor.cache.KeptSound;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.catalog.ListedTracks;
import dev.muzon.extractor.source.FailureOrigin;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.PageSites;
import dev.muzon.extractor.source.RestingServers;
import dev.muzon.extractor.source.SourceChain;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The search for a query in its sources. All of it ends by the deadline. People who ask the same at the same time share
 * one search, and those who send a link that was just found take what it led to.
 */
@Component
class TrackResolver implements RestingServers {
    /** The chain ends by itself at the deadline. This is only for one that does not. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final SourceCalls calls;
    private final ResolveChain chain;
    private final SourceChain sources;
    private final KnownSongs known;
    private final ListedTracks listed;
    private final FoundLinks links;
    private final Duration deadline;
    private final Clock clock;
    private final MeterRegistry meters;
    private final SingleFlight<SharedSearch, Resolution> flights = new SingleFlight<>();

    TrackResolver(
            SourceChain sources,
            KnownSongs known,
            ListedTracks listed,
            FoundLinks links,
            ExtractorProperties settings,
            Clock clock,
            MeterRegistry meters) {
        calls = new SourceCalls(settings.maxDuration(), sources.atOnce(), meters);
        this.chain = new ResolveChain(sources, calls, settings.resolveDeadline(), meters);
        this.sources = sources;
        this.known = known;
        this.listed = listed;
        this.links = links;
        this.deadline = settings.resolveDeadline();
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public int of(String source) {
        return calls.resting(source);
    }

    /**
     * Searches for what was asked for. Tracks that were found are playable by their ids from now on.
     *
     * @param written as it was sent. A post may stand for the link in its words
     * @param chat which asks, and which must be allowed to hear it
     * @param person who asks, so that one person's bad luck is not taken for an outage
     * @return what was found, or why nothing was. Transient {@code source.timeout} past the deadline
     */
    Resolution resolve(TrackQuery written, long chat, long person) throws InterruptedException {
        TrackQuery query = meant(written, chat);
        if (query instanceof TrackQuery.Text(String text) && text.isBlank()) {
            throw Failure.of(FailureCode.BAD_INPUT, "a search for nothing").asException();
        }
        var flight = SharedSearch.of(query, asked(query, chat));
        if (query instanceof TrackQuery.Listed(String id) && flight.sources().isEmpty()) {
            Optional<CatalogEntry> played = known.find(id, chat);
            if (played.isPresent()) {
                return Resolution.known(kind(query), List.of(), played.get());
            }
        }
        try {
            return flights.join(flight, deadline.plus(GRACE), () -> search(query, flight, person));
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

    private TrackQuery meant(TrackQuery query, long chat) {
        return query instanceof TrackQuery.Post
                ? sources.sources(chat).stream()
                        .filter(source -> source.answers(query))
                        .map(source -> source.meaning(query))
                        .findFirst()
                        .orElse(query)
                : query;
    }

    private Resolution search(TrackQuery query, SharedSearch flight, long person) throws InterruptedException {
        long start = System.nanoTime();
        FoundLinks.@Nullable Found moment = links.find(flight);
        if (moment != null) {
            return new Resolution(kind(query), List.of(), moment.source(), moment.tracks(), null, false, Duration.ZERO);
        }
        Optional<CatalogEntry> fresh = known.kept(query, KeptSound.State.FRESH);
        if (fresh.isPresent()) {
            return answered(start, Resolution.known(kind(query), List.of(), fresh.get()));
        }
        ResolveChain.Asked asked = chain.ask(query, person, flight.sources());
        @Nullable SourceAttempt winner = asked.winner();
        @Nullable FailureException failure = winner == null ? failure(query, asked) : null;
        if (failure != null && FailureOrigin.isAboutTheServer(failure.failure())) {
            Optional<CatalogEntry> old = known.kept(query, KeptSound.State.OLD);
            if (old.isPresent()) {
                return answered(start, Resolution.known(kind(query), asked.steps(), old.get()));
            }
        }
        @Nullable String chosen = winner == null ? null : winner.source().name();
        List<Track> tracks = winner == null
                ? List.of()
                : winner.found().stream()
                        .map(track -> keep(winner.source().name(), track))
                        .toList();
        if (winner != null) {
            links.keep(flight, winner.source(), tracks);
        }
        boolean waits = failure != null
                && query instanceof TrackQuery.Text
                && asked.silent().stream().anyMatch(TrackSource::isWaitedFor);
        return answered(
                start, new Resolution(kind(query), asked.steps(), chosen, tracks, failure, waits, Duration.ZERO));
    }

    private Resolution answered(long start, Resolution resolution) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        FailureException failure = resolution.failure();
        String outcome =
                failure == null ? SourceAttempt.FOUND : failure.failure().code().value();
        Timer.builder("muzon.resolve.search")
                .description("From a query to the answer of all sources together")
                .tag("kind", resolution.kind())
                .tag("outcome", outcome)
                .register(meters)
                .record(took);
        return resolution.after(took);
    }

    private List<? extends TrackSource> asked(TrackQuery query, long chat) {
        List<TrackSource> all = sources.sources(chat);
        return query instanceof TrackQuery.Listed(String id)
                ? listedBy(id, all)
                : all.stream().filter(source -> source.answers(query)).toList();
    }

    /** Returns the source that listed a track. Empty for a track that was listed too long ago, or by no source of now. */
    private List<ListedSource> listedBy(String id, List<TrackSource> all) {
        return listed.find(id).stream()
                .flatMap(known -> all.stream()
                        .filter(source -> source.name().equals(known.source()))
                        .map(source -> new ListedSource(source, known.track())))
                .toList();
    }

    private static String kind(TrackQuery query) {
        return switch (query) {
            case TrackQuery.Text _ -> "text";
            case TrackQuery.Link _ -> "link";
            case TrackQuery.Listed _ -> "listed";
            case TrackQuery.Station _ -> "station";
            case TrackQuery.Post _ -> "post";
            case TrackQuery.Related _ -> "related";
            case TrackQuery.TelegramFile _, TrackQuery.TelegramFiles _ -> "file";
        };
    }

    private static FailureException failure(TrackQuery query, ResolveChain.Asked asked) {
        @Nullable FailureException failure = asked.failure();
        if (failure == null) {
            return unasked(query).asException();
        }
        return query instanceof TrackQuery.Text(String words) && !FailureOrigin.isOurs(failure.failure())
                ? nothing(words, failure, asked)
                : failure;
    }

    /** Returns that nothing was found and who kept silent, unless something else is to be told. */
    private static FailureException nothing(String words, FailureException failure, ResolveChain.Asked asked) {
        List<TrackSource> silent = asked.silent();
        @Nullable FailureException answer = asked.answer();
        boolean nothing = answer == null
                ? silent.stream().anyMatch(TrackSource::isWaitedFor)
                : answer.failure().code() == FailureCode.NOTHING_FOUND
                        || (answer.failure().code() == FailureCode.LIBRARY_EMPTY && !silent.isEmpty());
        if (!nothing) {
            return failure;
        }
        Map<String, FailureArgument> known =
                answer != null && answer.failure() instanceof Failure.UserError told ? told.args() : Map.of();
        var values = new HashMap<>(known);
        // The gateway offers what comes closest to these words.
        values.put("query", FailureArgument.text(words));
        if (!silent.isEmpty()) {
            values.put(
                    "silent",
                    FailureArgument.text(silent.stream().map(TrackSource::name).collect(Collectors.joining(","))));
        }
        return Failure.of(FailureCode.NOTHING_FOUND, failure.failure().detail(), values)
                .causedBy(failure);
    }

    /** Explains why no source was asked. */
    private static Failure unasked(TrackQuery query) {
        if (query instanceof TrackQuery.Listed) {
            return Failure.of(FailureCode.SOURCE_NOT_FOUND, "listed too long ago, or by a source that is off");
        }
        Optional<String> site = query instanceof TrackQuery.Link link ? PageSites.of(link) : Optional.empty();
        return site.<Failure>map(name -> Failure.of(
                        FailureCode.URL_PAGE,
                        "no source opens pages of " + name,
                        Map.of("site", new FailureArgument.Text(name))))
                .orElseGet(() -> Failure.of(FailureCode.NOTHING_FOUND, "no source is asked for this"));
    }

    private Track keep(String source, FoundTrack track) {
        CatalogEntry entry = CatalogEntry.of(source, track, clock.instant());
        known.save(entry);
        return entry.track();
    }
}
