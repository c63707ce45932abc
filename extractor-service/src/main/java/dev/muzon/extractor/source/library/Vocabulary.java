package dev.muzon.extractor.source.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The different words of the library. They are arranged so that a search compares a word only with similar ones: with
 * those that begin like it, with words of about its length and letters, and with those of the same consonants.
 */
final class Vocabulary {
    /** A look at a word's letters takes about a nanosecond. */
    private static final int LOOKS_BETWEEN_CHECKS = 64 * 1024;

    /** A word and the tracks that have it. */
    private static final class Word {
        private final String text;
        private int[] tracks = new int[1];
        private double[] weights = new double[1];
        private int size;
        private boolean joined = true;

        Word(String text) {
            this.text = text;
        }

        void add(int track, double weight) {
            if (size == tracks.length) {
                tracks = Arrays.copyOf(tracks, 2 * size);
                weights = Arrays.copyOf(weights, 2 * size);
            }
            tracks[size] = track;
            weights[size++] = weight;
        }

        void rate(double likeness, TrackScores best) {
            for (int i = 0; i < size; i++) {
                best.raise(tracks[i], likeness * weights[i]);
            }
        }
    }

    /** The words of one length. Their letters lie together, because nearly all are ruled out by them alone. */
    private static final class SameLength {
        private long[] letters = new long[16];
        private Word[] words = new Word[16];
        private int size;

        void add(Word word) {
            if (size == words.length) {
                letters = Arrays.copyOf(letters, 2 * size);
                words = Arrays.copyOf(words, 2 * size);
            }
            letters[size] = AskedWord.lettersOf(word.text);
            words[size++] = word;
        }
    }

    private final TreeMap<String, Word> words = new TreeMap<>();
    private final Map<Integer, SameLength> byLength = new HashMap<>();
    private final Map<Integer, SameLength> joinedByLength = new HashMap<>();
    private final Map<String, List<Word>> bySkeleton = new HashMap<>();

    void add(String text, int track, double weight) {
        Word word = words.computeIfAbsent(text, this::arrange);
        word.add(track, weight);
        if (word.joined) {
            word.joined = false;
            arrange(word, byLength);
        }
    }

    /** Adds two neighbouring words as one. */
    void addJoined(String text, int track, double weight) {
        Word word = words.get(text);
        if (word == null) {
            word = arrange(text);
            words.put(text, word);
            arrange(word, joinedByLength);
        }
        word.add(track, weight);
    }

    private Word arrange(String text) {
        var word = new Word(text);
        bySkeleton
                .computeIfAbsent(WordLikeness.skeleton(text), _ -> new ArrayList<>(1))
                .add(word);
        return word;
    }

    private static void arrange(Word word, Map<Integer, SameLength> byLength) {
        byLength.computeIfAbsent(word.text.length(), _ -> new SameLength()).add(word);
    }

    /**
     * Notes for each track how well it answers a word, where that is better than what is noted already.
     *
     * @throws InterruptedException when the person who asked has given up
     */
    void rate(String asked, TrackScores best) throws InterruptedException {
        int typos = WordLikeness.allowedTypos(asked.length());
        if (typos == 0) {
            Word same = words.get(asked);
            if (same != null) {
                same.rate(1, best);
            }
            return;
        }
        rateBeginnings(asked, best);
        rateSimilar(new AskedWord(asked), typos, typos, best);
    }

    /** Notes the same with more typos, for people who are asked what they meant. */
    void rateLoosely(String asked, TrackScores best) throws InterruptedException {
        int typos = WordLikeness.allowedTypos(asked.length());
        if (typos == 0) {
            rate(asked, best);
            return;
        }
        rateBeginnings(asked, best);
        rateSimilar(new AskedWord(asked), typos, WordLikeness.looseTypos(asked.length()), best);
    }

    private void rateBeginnings(String asked, TrackScores best) {
        rate(asked, words.subMap(asked, asked + Character.MAX_VALUE).values(), best);
        rate(asked, bySkeleton.getOrDefault(WordLikeness.skeleton(asked), List.of()), best);
    }

    private static void rate(String asked, Collection<Word> words, TrackScores best) {
        for (Word word : words) {
            double likeness = WordLikeness.of(asked, word.text);
            if (likeness > 0) {
                word.rate(likeness, best);
            }
        }
    }

    /**
     * Compares spelling alone. Beginnings and consonants are compared where words are arranged by them.
     *
     * @param loose typos that a word may have at most. Two words joined may have fewer, because they are like too many
     * others
     */
    private void rateSimilar(AskedWord asked, int typos, int loose, TrackScores best) throws InterruptedException {
        int around = asked.text().length();
        for (int length = around - loose; length <= around + loose; length++) {
            rateSimilar(asked, byLength.get(length), typos, loose, best);
            if (Math.abs(length - around) <= typos) {
                rateSimilar(asked, joinedByLength.get(length), typos, typos, best);
            }
        }
    }

    private static void rateSimilar(AskedWord asked, @Nullable SameLength words, int typos, int loose, TrackScores best)
            throws InterruptedException {
        if (words == null) {
            return;
        }
        for (int i = 0; i < words.size; i++) {
            if (i % LOOKS_BETWEEN_CHECKS == 0 && Thread.interrupted()) {
                throw new InterruptedException("the search was given up");
            }
            if (asked.mayBe(words.letters[i], loose)) {
                compare(asked, words.words[i], typos, loose, best);
            }
        }
    }

    private static void compare(AskedWord asked, Word word, int allowed, int loose, TrackScores best) {
        int typos = asked.typos(word.text, loose);
        if (typos > 0 && typos <= loose && !word.text.startsWith(asked.text())) {
            int longer = Math.max(asked.text().length(), word.text.length());
            double most = typos <= allowed ? WordLikeness.TYPED : WordLikeness.LOOSE;
            word.rate(most - (double) typos / longer, best);
        }
    }
}
