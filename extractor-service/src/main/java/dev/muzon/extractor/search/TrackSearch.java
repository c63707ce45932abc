package dev.muzon.extractor.search;

import dev.muzon.extractor.ExtractorProperties;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.catalog.ListedTracks;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.SourceChain;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.SearchView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.FailureLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The search over all sources at once. A source that has not answered in time is left out and named, and so is one
 * that fails. What is listed can be played by its id from then on.
 */
@Component
public class TrackSearch {
    private static final Logger log = LoggerFactory.getLogger(TrackSearch.class);

    /** The rest of 1.5 s is for sorting and saving. */
    private static final Duration PATIENCE = Duration.ofMillis(1_200);

    /** The part of it that is left for what comes close, where nothing fits by then. */
    private static final Duration FOR_WHAT_IS_CLOSE = Duration.ofMillis(300);

    static final int SEARCHES_AT_ONCE = 16;

    private final SourceChain chain;
    private final ListedTracks listed;
    private final ExtractorProperties settings;
    private final FailureLog failures;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Semaphore free = new Semaphore(SEARCHES_AT_ONCE);
    private final Lists fitting;
    private final Lists close;

    public TrackSearch(
            SourceChain chain,
            ListedTracks listed,
            ExtractorProperties settings,
            FailureLog failures,
            Clock clock,
            MeterRegistry meters) {
        this.chain = chain;
        this.listed = listed;
        this.settings = settings;
        this.failures = failures;
        this.clock = clock;
        this.meters = meters;
        this.fitting = new Lists(TrackSource::list, chain.atOnce());
        this.close = new Lists(TrackSource::closest, chain.atOnce());
    }

    /**
     * Lists what words may mean.
     *
     * @param chat whose channels are searched too, null for none
     * @throws dev.muzon.protocol.failure.FailureException {@code input.bad} for too many words or none,
     *     {@code source.busy} when too much is searched for, {@code store.unavailable}
     */
    public SearchView search(String words, int limit, @Nullable Long chat) throws InterruptedException {
        var query = new TrackQuery.Text(words.strip());
        if (query.text().isEmpty()) {
            throw Failure.of(FailureCode.BAD_INPUT, "a search for nothing").asException();
        }
        if (!free.tryAcquire()) {
            throw Failure.of(FailureCode.SOURCE_BUSY, "too many searches at once")
                    .asException();
        }
        long start = System.nanoTime();
        try {
            return search(query, limit, chain.sources(chat), start + PATIENCE.toNanos());
        } finally {
            free.release();
            Timer.builder("muzon.search")
                    .description("From a search to its list")
                    .register(meters)
                    .record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private SearchView search(TrackQuery.Text query, int limit, List<TrackSource> all, long end)
            throws InterruptedException {
        List<TrackSource> sources =
                all.stream().filter(source -> source.answers(query)).toList();
        String words = query.text();
        var silent = new ArrayList<String>();
        Map<TrackSource, CompletableFuture<List<FoundTrack>>> fitting = asked(this.fitting, sources, words, limit);
        // A source that hangs must not use up the time in which another tells what comes close.
        Map<TrackSource, CompletableFuture<List<FoundTrack>>> close =
                isFruitless(fitting, end - FOR_WHAT_IS_CLOSE.toNanos())
                        ? asked(this.close, sources, words, limit)
                        : Map.of();
        List<Track> fits = answers(fitting, words, limit, end, silent);
        List<Track> similar = fits.isEmpty() ? answers(close, words, limit, end, silent) : List.of();
        return new SearchView(fits, similar, silent.stream().distinct().toList());
    }

    private static Map<TrackSource, CompletableFuture<List<FoundTrack>>> asked(
            Lists lists, List<TrackSource> sources, String words, int limit) {
        Map<TrackSource, CompletableFuture<List<FoundTrack>>> asked = new LinkedHashMap<>();
        sources.forEach(source -> asked.put(source, lists.of(source, words, limit)));
        return asked;
    }

    /** Returns whether nothing was found when all have answered or it is this late. */
    private boolean isFruitless(Map<TrackSource, CompletableFuture<List<FoundTrack>>> asked, long late)
            throws InterruptedException {
        try {
            CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                    .get(Math.max(0, late - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("Sources failed or are late: {}", e.toString());
        }
        return asked.values().stream()
                .filter(list -> list.state() == Future.State.SUCCESS)
                .allMatch(list -> list.resultNow().stream().noneMatch(this::isShortEnough));
    }

    private List<Track> answers(
            Map<TrackSource, CompletableFuture<List<FoundTrack>>> asked,
            String words,
            int limit,
            long end,
            List<String> silent)
            throws InterruptedException {
        var candidates = new ArrayList<Ranking.Candidate>();
        for (Map.Entry<TrackSource, CompletableFuture<List<FoundTrack>>> one : asked.entrySet()) {
            String source = one.getKey().name();
            @Nullable List<FoundTrack> answer = answer(source, one.getValue(), end);
            if (answer == null) {
                silent.add(source);
            } else {
                answer.stream()
                        .limit(limit)
                        .filter(this::isShortEnough)
                        .forEach(track -> candidates.add(new Ranking.Candidate(source, track)));
            }
        }
        return Ranking.of(words, candidates, limit).stream().map(this::saved).toList();
    }

    /** Waits for a source. Returns null for one that is late or fails. */
    private @Nullable List<FoundTrack> answer(String source, CompletableFuture<List<FoundTrack>> list, long end)
            throws InterruptedException {
        try {
            return list.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            log.debug("Source {} left out of a search: late", source);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (failures.classify(cause) instanceof Failure.Critical) {
                failures.report("search in " + source, cause);
            } else {
                log.debug("Source {} left out of a search: {}", source, cause.toString());
            }
        }
        meters.counter("muzon.search.silent", "source", source).increment();
        return null;
    }

    private boolean isShortEnough(FoundTrack track) {
        Duration duration = track.media().duration();
        return duration == null || duration.compareTo(settings.maxDuration()) <= 0;
    }

    private Track saved(Ranking.Candidate candidate) {
        listed.save(candidate.source(), candidate.track());
        return CatalogEntry.of(candidate.source(), candidate.track(), clock.instant())
                .track();
    }
}
