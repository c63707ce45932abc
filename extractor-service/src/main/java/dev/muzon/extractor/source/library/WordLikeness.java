package dev.muzon.extractor.source.library;

/** The similarity of two folded words, from 0 to 1. */
final class WordLikeness {
    /** The likeness of two words before typos are taken off. */
    static final double TYPED = 0.95;

    /** The same where more typos are allowed. */
    static final double LOOSE = 0.9;

    private static final double PREFIX = 0.92;
    private static final int SHORTEST_PREFIX = 3;
    private static final int MOST_LOOSE_TYPOS = 4;

    /** The length of a word in which two other letters make another word. */
    private static final int SHORT = 5;

    private static final double BY_EAR = 0.68;
    private static final int SHORTEST_SKELETON = 4;

    private WordLikeness() {}

    /** Returns 1 for the same word, less for its beginning and for every typo, 0 beyond the allowed typos. */
    static double of(String asked, String known) {
        if (asked.equals(known)) {
            return 1;
        }
        if (asked.length() >= SHORTEST_PREFIX && known.startsWith(asked)) {
            return PREFIX;
        }
        int allowed = allowedTypos(asked.length());
        if (allowed == 0) {
            return 0;
        }
        if (Math.abs(asked.length() - known.length()) > allowed) {
            return sameConsonants(asked, known);
        }
        int typos = typos(asked, known, allowed);
        return typos > allowed
                ? sameConsonants(asked, known)
                : TYPED - (double) typos / Math.max(asked.length(), known.length());
    }

    /** Returns about twice as many typos, for people who are asked what they meant. Short words are like too many others. */
    static int looseTypos(int length) {
        return length <= SHORT ? allowedTypos(length) : Math.min(MOST_LOOSE_TYPOS, 2 * allowedTypos(length));
    }

    /** Compares consonants. Transliterations by ear get the vowels wrong: "битлз" for "Beatles". */
    private static double sameConsonants(String asked, String known) {
        int here = 0;
        int there = 0;
        for (int common = 0; ; common++) {
            here = consonantFrom(asked, here);
            there = consonantFrom(known, there);
            if (here == asked.length() || there == known.length()) {
                boolean same = here == asked.length() && there == known.length();
                return same && common >= SHORTEST_SKELETON ? BY_EAR : 0;
            }
            if (heard(asked.charAt(here++)) != heard(known.charAt(there++))) {
                return 0;
            }
        }
    }

    private static int consonantFrom(String word, int start) {
        int at = start;
        while (at < word.length() && isVowel(word.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isVowel(char letter) {
        return letter == 'a' || letter == 'e' || letter == 'i' || letter == 'o' || letter == 'u';
    }

    private static char heard(char consonant) {
        return consonant == 'z' ? 's' : consonant;
    }

    /** Returns the consonants of a word, with one letter for the two that sound alike. */
    static String skeleton(String word) {
        var consonants = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            if (!isVowel(letter)) {
                consonants.append(heard(letter));
            }
        }
        return consonants.toString();
    }

    static int allowedTypos(int length) {
        if (length <= 2) {
            return 0;
        }
        return length <= SHORT ? 1 : length <= 9 ? 2 : 3;
    }

    /**
     * Counts missing, extra, wrong and swapped neighbouring letters (optimal string alignment). Only alignments within
     * the limit are looked at, because nearly all words of a library are far from the one that was asked for.
     *
     * @return more than the limit when there are more
     */
    static int typos(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        int leastOfLast = 0;
        for (int i = 1; i <= a.length(); i++) {
            int from = Math.max(1, i - limit);
            int to = Math.min(b.length(), i + limit);
            row[from - 1] = from == 1 ? i : limit + 1;
            int least = row[from - 1];
            for (int j = from; j <= to; j++) {
                int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + wrong);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (to < b.length()) {
                row[to + 1] = limit + 1;
            }
            if (least > limit && leastOfLast >= limit) {
                return limit + 1;
            }
            leastOfLast = least;
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
