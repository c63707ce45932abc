package dev.muzon.extractor.source.library;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An immutable, searchable snapshot of the library. A track's score is how well its words answer all words of the
 * query, in any order. Among equals the one with fewer extra words wins.
 */
public final class LibraryIndex {
    private static final double LEAST_SCORE = 0.62;
    private static final double LEAST_CLOSE_SCORE = 0.45;
    private static final double TITLE = 1.0;
    private static final double ARTIST = 0.97;
    private static final double ELSEWHERE = 0.8;
    /** Penalty for each word of the title that was not asked for. */
    private static final double SURPLUS = 0.04;

    /** More words are not needed to name a song. They cost time and say nothing. */
    private static final int MAX_WORDS = 12;

    private final List<LibraryTrack> tracks;
    private final Vocabulary words = new Vocabulary();
    private final Map<String, LibraryTrack> byPath = new HashMap<>();
    private final int[] titleWords;

    public LibraryIndex(List<LibraryTrack> tracks) {
        this.tracks = List.copyOf(tracks);
        this.titleWords = new int[tracks.size()];
        for (int i = 0; i < tracks.size(); i++) {
            LibraryTrack track = tracks.get(i);
            byPath.put(track.path(), track);
            titleWords[i] = add(i, track.title(), TITLE);
            add(i, track.artist(), ARTIST);
            add(i, track.album(), ELSEWHERE);
            add(i, track.fileName(), ELSEWHERE);
        }
    }

    private int add(int track, @Nullable String text, double weight) {
        if (text == null) {
            return 0;
        }
        List<String> found = SearchWords.of(text);
        for (int i = 0; i < found.size(); i++) {
            words.add(found.get(i), track, weight);
            if (i > 0) {
                // And "nightfall" for "night fall".
                words.addJoined(found.get(i - 1) + found.get(i), track, weight * 0.98);
            }
        }
        return found.size();
    }

    int size() {
        return tracks.size();
    }

    @Nullable LibraryTrack at(String path) {
        return byPath.get(path);
    }

    /**
     * Returns the songs of the same artist and those of the same folder, the artist's first. The top folder says nothing.
     *
     * @param artist null when unknown
     * @param path of a track of this library, empty for none
     */
    List<LibraryTrack> related(@Nullable String artist, String path) {
        List<String> name = artist == null ? List.of() : SearchWords.of(artist);
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        List<LibraryTrack> byArtist = tracks.stream()
                .filter(track -> !name.isEmpty()
                        && track.artist() != null
                        && SearchWords.of(track.artist()).equals(name))
                .toList();
        Stream<LibraryTrack> beside = folder.isEmpty()
                ? Stream.empty()
                : tracks.stream().filter(track -> track.path().startsWith(folder));
        return Stream.concat(byArtist.stream(), beside)
                .distinct()
                .filter(track -> !track.path().equals(path))
                .toList();
    }

    /** Returns some tracks by chance. The same seed gives the same ones. */
    List<LibraryTrack> any(long seed, int limit) {
        return new Random(seed)
                .ints(Math.min(4L * limit, tracks.size() * 4L), 0, Math.max(1, tracks.size()))
                .distinct()
                .limit(limit)
                .mapToObj(tracks::get)
                .toList();
    }

    /** Returns the best matches, best first. Empty when nothing is similar enough. */
    public List<LibraryTrack> search(String query, int limit) throws InterruptedException {
        return best(query, limit, LEAST_SCORE, words::rate);
    }

    /** Returns what comes closest to words that nothing fits: some of them, or spelled quite differently. */
    public List<LibraryTrack> closest(String query, int limit) throws InterruptedException {
        return best(query, limit, LEAST_CLOSE_SCORE, words::rateLoosely);
    }

    /** The way in which one word is compared with those of the tracks. */
    @FunctionalInterface
    private interface Rating {
        void rate(String asked, TrackScores best) throws InterruptedException;
    }

    private List<LibraryTrack> best(String query, int limit, double leastScore, Rating rating)
            throws InterruptedException {
        List<String> all = SearchWords.of(query);
        List<String> asked = all.subList(0, Math.min(all.size(), MAX_WORDS));
        if (asked.isEmpty()) {
            return List.of();
        }
        TrackScores scores = rate(asked, rating);
        record Match(LibraryTrack track, double score) {}
        var matches = new ArrayList<Match>();
        scores.forEach((track, score) -> {
            if (score >= leastScore) {
                int surplus = Math.max(0, titleWords[track] - asked.size());
                matches.add(new Match(tracks.get(track), score - SURPLUS * surplus));
            }
        });
        return matches.stream()
                .sorted(Comparator.comparingDouble(Match::score)
                        .reversed()
                        .thenComparing(match -> match.track().path()))
                .limit(limit)
                .map(Match::track)
                .toList();
    }

    /**
     * Rates how well each track answers all words: each by itself or joined with a neighbour ("night fall" for
     * "nightfall"). A longer word counts for more.
     */
    private TrackScores rate(List<String> asked, Rating rating) throws InterruptedException {
        var scores = new TrackScores(tracks.size());
        var best = new TrackScores(tracks.size());
        var joined = new TrackScores(tracks.size());
        int letters = asked.stream().mapToInt(String::length).sum();
        for (int i = 0; i < asked.size(); i++) {
            double share = (double) asked.get(i).length() / letters;
            best.clear();
            joined.forEach(best::raise);
            joined.clear();
            rating.rate(asked.get(i), best);
            if (i + 1 < asked.size()) {
                rating.rate(asked.get(i) + asked.get(i + 1), joined);
                joined.forEach(best::raise);
            }
            best.forEach((track, score) -> scores.add(track, score * share));
        }
        return scores;
    }
}
