package dev.muzon.extractor.source.library;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

        Word(String text) {
            this.text = text;
            this.letters = lettersOf(text);
        }
    }

    private final TreeMap<String, Word> words = new TreeMap<>();
    private final Map<Integer, List<Word>> byLength = new HashMap<>();
    private final Map<String, List<Word>> bySkeleton = new HashMap<>();

    void add(String text, int track, double weight) {
        words.computeIfAbsent(text, this::arrange).occurrences.add(new Occurrence(track, weight));
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
        rate(asked, best, candidates(asked, WordLikeness.allowedTypos(asked.length())), WordLikeness::of);
    }

    /** Notes the same with twice as many typos, for people who are asked what they meant. */
    void rateLoosely(String asked, Map<Integer, Double> best) throws InterruptedException {
        rate(asked, best, candidates(asked, WordLikeness.looseTypos(asked.length())), WordLikeness::loosely);
    }

    private static void rate(
            String asked,
            Map<Integer, Double> best,
            Set<Word> candidates,
            ToDoubleBiFunction<String, String> likenesses)
            throws InterruptedException {
        int compared = 0;
        for (Word word : candidates) {
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

    private Set<Word> candidates(String asked, int typos) {
        Set<Word> candidates = new LinkedHashSet<>(
                words.subMap(asked, asked + Character.MAX_VALUE).values());
        if (typos == 0) {
            return candidates;
        }
        candidates.addAll(bySkeleton.getOrDefault(WordLikeness.skeleton(asked), List.of()));
        long letters = lettersOf(asked);
        for (int length = asked.length() - typos; length <= asked.length() + typos; length++) {
            for (Word word : byLength.getOrDefault(length, List.of())) {
                // One typo changes at most two letters.
                if (Long.bitCount(word.letters ^ letters) <= 2 * typos) {
                    candidates.add(word);
                }
            }
        }
        return candidates;
    }

    private static long lettersOf(String text) {
        long letters = 0;
        for (int i = 0; i < text.length(); i++) {
            letters |= 1L << (text.charAt(i) & 63);
        }
        return letters;
    }
}
