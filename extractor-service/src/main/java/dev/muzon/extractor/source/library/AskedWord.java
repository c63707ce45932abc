package dev.muzon.extractor.source.library;

import java.util.HashMap;
import java.util.Map;

/**
 * A word of a query, prepared for many comparisons. Typos are counted for all its letters at once: each is one bit of a
 * number (Hyyrö's form of Myers' algorithm, with swapped neighbours).
 */
final class AskedWord {
    private static final int BITS = 64;
    private static final int ASCII = 128;

    private final String text;
    private final long letters;
    private final long[] places = new long[ASCII];
    private final Map<Character, Long> otherPlaces = new HashMap<>();

    AskedWord(String text) {
        this.text = text;
        this.letters = lettersOf(text);
        for (int i = 0; i < Math.min(BITS, text.length()); i++) {
            char letter = text.charAt(i);
            if (letter < ASCII) {
                places[letter] |= 1L << i;
            } else {
                otherPlaces.merge(letter, 1L << i, (here, there) -> here | there);
            }
        }
    }

    String text() {
        return text;
    }

    /**
     * Returns which letters a word has, and which of them twice. Letters that share a bit make words look more alike than
     * they are, never less.
     */
    static long lettersOf(String text) {
        long letters = 0;
        for (int i = 0; i < text.length(); i++) {
            long letter = 1L << (text.charAt(i) & 31);
            letters |= (letters & letter) == 0 ? letter : letter << 32;
        }
        return letters;
    }

    /** Returns whether a word with these letters may have so few typos: each takes one letter away and brings one. */
    boolean mayBe(long otherLetters, int typos) {
        return Long.bitCount(letters & ~otherLetters) <= typos && Long.bitCount(otherLetters & ~letters) <= typos;
    }

    /**
     * Counts missing, extra, wrong and swapped neighbouring letters.
     *
     * @param limit more typos than this are not counted exactly
     */
    int typos(String other, int limit) {
        int length = text.length();
        if (length == 0 || length > BITS) {
            return WordLikeness.typos(text, other, limit);
        }
        long last = 1L << (length - 1);
        long more = -1L;
        long fewer = 0;
        long diagonal = 0;
        long before = 0;
        int typos = length;
        for (int i = 0; i < other.length(); i++) {
            long here = places(other.charAt(i));
            long swapped = ((~diagonal & here) << 1) & before;
            diagonal = (((here & more) + more) ^ more) | here | fewer | swapped;
            long right = fewer | ~(diagonal | more);
            long left = diagonal & more;
            typos += (right & last) != 0 ? 1 : 0;
            typos -= (left & last) != 0 ? 1 : 0;
            right = (right << 1) | 1;
            left <<= 1;
            more = left | ~(diagonal | right);
            fewer = right & diagonal;
            before = here;
        }
        return typos;
    }

    private long places(char letter) {
        return letter < ASCII ? places[letter] : otherPlaces.getOrDefault(letter, 0L);
    }
}
