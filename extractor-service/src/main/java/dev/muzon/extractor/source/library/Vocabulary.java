package dev.muzon.extractor.source.library;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/**
 * The different words of the library. They are arranged so that a search compares a word only with similar ones: with
 * those that begin like it, with words of about its length and letters, and with those of the same consonants.
 */
final class Vocabulary {
    /** A comparison takes less than a microsecond. */
    private static final int COMPARISONS_BETWEEN_CHECKS = 1024;

    private record Occurrence(int track, double weight) {}

    private static final class Word {
        private final String text;
        private final long letters;
        private final List<Occurrence> occurrences = new ArrayList<>(1);
        private boolean joined = true;

        Word(String text) {
            this.text = text;
            this.letters = lettersOf(text);
        }
    }

    private final TreeMap<String, Word> words = new TreeMap<>();
    private final Map<Integer, List<Word>> byLength = new HashMap<>();
    private final Map<String, List<Word>> bySkeleton = new HashMap<>();

    void add(String text, int track, double weight) {
        add(text, track, weight, false);
    }

    /** Adds two neighbouring words as one. */
    void addJoined(String text, int track, double weight) {
        add(text, track, weight, true);
    }

    private void add(String text, int track, double weight, boolean joined) {
        Word word = words.computeIfAbsent(text, this::arrange);
        word.occurrences.add(new Occurrence(track, weight));
        word.joined &= joined;
    }

    private Word arrange(String text) {
        var word = new Word(text);
        byLength.computeIfAbsent(text.length(), _ -> new ArrayList<>()).add(word);
        bySkeleton
                .computeIfAbsent(WordLikeness.skeleton(text), _ -> new ArrayList<>(1))
                .add(word);
        return word;
    }

    /**
     * Notes for each track how well it answers a word, where that is better than what is noted already.
     *
     * @throws InterruptedException when the person who asked has given up
     */
    void rate(String asked, Map<Integer, Double> best) throws InterruptedException {
        var rating = new Rating(asked, best, WordLikeness::of);
        rating.rate(words.subMap(asked, asked + Character.MAX_VALUE).values());
        int typos = WordLikeness.allowedTypos(asked.length());
        if (typos > 0) {
            rating.rate(bySkeleton.getOrDefault(WordLikeness.skeleton(asked), List.of()));
            rateSimilar(rating, typos, true);
        }
    }

    /** Notes the same with more typos, for people who are asked what they meant. */
    void rateLoosely(String asked, Map<Integer, Double> best) throws InterruptedException {
        rate(asked, best);
        // Two words joined are like too many others.
        rateSimilar(new Rating(asked, best, WordLikeness::loosely), WordLikeness.looseTypos(asked.length()), false);
    }

    private void rateSimilar(Rating rating, int typos, boolean joined) throws InterruptedException {
        String asked = rating.asked;
        long letters = lettersOf(asked);
        for (int length = asked.length() - typos; length <= asked.length() + typos; length++) {
            for (Word word : byLength.getOrDefault(length, List.of())) {
                // One typo takes at most one letter away and brings at most one.
                if ((joined || !word.joined)
                        && Long.bitCount(letters & ~word.letters) <= typos
                        && Long.bitCount(word.letters & ~letters) <= typos) {
                    rating.rate(word);
                }
            }
        }
    }

    /** One word that is compared with others. A word that comes twice is compared twice, which changes nothing. */
    private static final class Rating {
        private final String asked;
        private final Map<Integer, Double> best;
        private final ToDoubleBiFunction<String, String> likenesses;
        private int compared;

        Rating(String asked, Map<Integer, Double> best, ToDoubleBiFunction<String, String> likenesses) {
            this.asked = asked;
            this.best = best;
            this.likenesses = likenesses;
        }

        void rate(Collection<Word> words) throws InterruptedException {
            for (Word word : words) {
                rate(word);
            }
        }

        void rate(Word word) throws InterruptedException {
            if (compared++ % COMPARISONS_BETWEEN_CHECKS == 0 && Thread.interrupted()) {
                throw new InterruptedException("the search was given up");
            }
            double likeness = likenesses.applyAsDouble(asked, word.text);
            if (likeness > 0) {
                for (Occurrence occurrence : word.occurrences) {
                    best.merge(occurrence.track(), likeness * occurrence.weight(), Math::max);
                }
            }
        }
    }

    private static long lettersOf(String text) {
        long letters = 0;
        for (int i = 0; i < text.length(); i++) {
            letters |= 1L << (text.charAt(i) & 63);
        }
        return letters;
    }
}
