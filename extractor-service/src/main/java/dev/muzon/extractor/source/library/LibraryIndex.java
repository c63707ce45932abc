package dev.muzon.extractor.source.library;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An immutable picture of the library that can be searched. Every word of a query is compared once with every different
 * word of the library; a track's score is how well its words answer all of the query's, whatever their order, and among
 * equals the one with less besides the asked wins.
 */
final class LibraryIndex {
    private static final double LEAST_SCORE = 0.62;
    private static final double TITLE = 1.0;
    private static final double ARTIST = 0.97;
    private static final double ELSEWHERE = 0.8;
    /** Taken off for each word the title has beyond the asked ones. */
    private static final double SURPLUS = 0.04;

    private record Occurrence(int track, double weight) {}

    private final List<LibraryTrack> tracks;
    private final Map<String, List<Occurrence>> words = new HashMap<>();
    private final Map<String, LibraryTrack> byPath = new HashMap<>();
    private final int[] titleWords;

    LibraryIndex(List<LibraryTrack> tracks) {
        this.tracks = List.copyOf(tracks);
        this.titleWords = new int[tracks.size()];
        for (int i = 0; i < tracks.size(); i++) {
            LibraryTrack track = this.tracks.get(i);
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
            occurs(found.get(i), track, weight);
            if (i > 0) {
                // And "nightfall" for "night fall".
                occurs(found.get(i - 1) + found.get(i), track, weight * 0.98);
            }
        }
        return found.size();
    }

    private void occurs(String word, int track, double weight) {
        words.computeIfAbsent(word, _ -> new ArrayList<>(1)).add(new Occurrence(track, weight));
    }

    int size() {
        return tracks.size();
    }

    @Nullable LibraryTrack at(String path) {
        return byPath.get(path);
    }

    /** The best matches, best first; none when nothing is alike enough. */
    List<LibraryTrack> search(String query, int limit) {
        List<String> asked = SearchWords.of(query);
        if (asked.isEmpty()) {
            return List.of();
        }
        Map<Integer, Double> scores = new HashMap<>();
        int letters = asked.stream().mapToInt(String::length).sum();
        for (int i = 0; i < asked.size(); i++) {
            double share = (double) asked.get(i).length() / letters;
            best(asked, i).forEach((track, likeness) -> scores.merge(track, likeness * share, Double::sum));
        }
        record Match(LibraryTrack track, double score) {}
        return scores.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_SCORE)
                .map(entry -> new Match(
                        tracks.get(entry.getKey()),
                        entry.getValue() - SURPLUS * Math.max(0, titleWords[entry.getKey()] - asked.size())))
                .sorted(Comparator.comparingDouble(Match::score)
                        .reversed()
                        .thenComparing(match -> match.track().path()))
                .limit(limit)
                .map(Match::track)
                .toList();
    }

    /** How well each track answers one word: by itself or joined with a neighbour ("night fall" for "nightfall"). */
    private Map<Integer, Double> best(List<String> asked, int i) {
        Map<Integer, Double> best = new HashMap<>();
        answer(asked.get(i), best);
        if (i > 0) {
            answer(asked.get(i - 1) + asked.get(i), best);
        }
        if (i + 1 < asked.size()) {
            answer(asked.get(i) + asked.get(i + 1), best);
        }
        return best;
    }

    private void answer(String asked, Map<Integer, Double> best) {
        words.forEach((known, occurrences) -> {
            double likeness = WordLikeness.of(asked, known);
            if (likeness > 0) {
                for (Occurrence occurrence : occurrences) {
                    best.merge(occurrence.track(), likeness * occurrence.weight(), Math::max);
                }
            }
        });
    }
}
