package dev.muzon.extractor.source.metadata;

import dev.muzon.extractor.source.SongSearch;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The search for a described song in the sources that know songs, in the operator's order. */
final class SongFinder {
    private static final Logger log = LoggerFactory.getLogger(SongFinder.class);
    private static final int HITS = 8;
    private static final int ATTEMPTS = 3;

    private final Supplier<List<TrackSource>> sources;

    /**
     * Makes a finder.
     *
     * @param sources all that may be asked, those that cannot search included
     */
    SongFinder(Supplier<List<TrackSource>> sources) {
        this.sources = sources;
    }

    /** A song that may be meant. */
    record Candidate(SongSearch source, SongSearch.Hit hit, double score) {
        boolean isCertain() {
            return score >= SongLikeness.CERTAIN;
        }
    }

    /** A use of a song, which fails when it does not play. */
    @FunctionalInterface
    interface Attempt<T> {
        T with(Candidate candidate) throws InterruptedException;
    }

    /** Returns a finder that leaves out sources with these names. */
    SongFinder without(Set<String> names) {
        return new SongFinder(() -> sources.get().stream()
                .filter(source -> !names.contains(source.name()))
                .toList());
    }

    /** Returns the sources that may be asked. */
    List<TrackSource> sources() {
        return sources.get();
    }

    /**
     * Uses the first candidate that works. Certain ones come before the closest of all sources.
     *
     * @throws FailureException {@code track.not-found}, or what stood in the way
     */
    <T> T first(SoughtSong song, Attempt<T> attempt) throws InterruptedException {
        List<Candidate> closest = new ArrayList<>();
        @Nullable FailureException last = null;
        for (TrackSource source : sources.get()) {
            if (!(source instanceof SongSearch search) || !source.answers(new TrackQuery.Text(words(song)))) {
                continue;
            }
            int attempts = 0;
            try {
                for (Candidate candidate : candidates(song, search)) {
                    if (!candidate.isCertain() || attempts++ >= ATTEMPTS) {
                        closest.add(candidate);
                        continue;
                    }
                    try {
                        return attempt.with(candidate);
                    } catch (FailureException e) {
                        last = leftOut(candidate, e);
                    }
                }
            } catch (FailureException e) {
                log.info("Source {} left out of the search for a song: {}", source.name(), e.getMessage());
                last = e;
            }
        }
        closest.sort(Comparator.comparingDouble(Candidate::score).reversed());
        for (Candidate candidate : closest.subList(0, Math.min(ATTEMPTS, closest.size()))) {
            try {
                return attempt.with(candidate);
            } catch (FailureException e) {
                last = leftOut(candidate, e);
            }
        }
        throw last != null
                ? last
                : Failure.of(FailureCode.NOTHING_FOUND, "nothing is like " + song.words())
                        .asException();
    }

    private static FailureException leftOut(Candidate candidate, FailureException e) {
        log.info("Candidate {} left out: {}", candidate.hit().track().key(), e.getMessage());
        return e;
    }

    /** Returns what may be meant, the likeliest first. */
    private static List<Candidate> candidates(SoughtSong song, SongSearch source) throws InterruptedException {
        Map<String, Candidate> found = new LinkedHashMap<>();
        add(found, song, source, words(song));
        String isrc = song.isrc();
        if (isrc != null && source.knowsIsrc() && found.values().stream().noneMatch(Candidate::isCertain)) {
            add(found, song, source, '"' + isrc + '"');
        }
        return found.values().stream()
                .filter(candidate -> candidate.score() >= SongLikeness.LIKE)
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .toList();
    }

    private static void add(Map<String, Candidate> found, SoughtSong song, SongSearch source, String words)
            throws InterruptedException {
        for (SongSearch.Hit hit : source.songs(words, HITS)) {
            double score = SongLikeness.of(song, hit, source.isOwn());
            found.putIfAbsent(hit.track().key(), new Candidate(source, hit, score));
        }
    }

    private static String words(SoughtSong song) {
        String words = song.words();
        int most = TrackQuery.Text.MAX_LENGTH;
        return words.codePointCount(0, words.length()) <= most
                ? words
                : words.substring(0, words.offsetByCodePoints(0, most));
    }
}
