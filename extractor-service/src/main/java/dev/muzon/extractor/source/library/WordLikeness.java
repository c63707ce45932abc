package dev.muzon.extractor.source.library;

/** The similarity of two folded words, from 0 to 1. */
final class WordLikeness {
    private static final double PREFIX = 0.92;
    private static final int SHORTEST_PREFIX = 3;
    private static final double LOOSE = 0.9;
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
        int typos = typos(asked, known);
        return typos > allowed
                ? sameConsonants(asked, known)
                : 0.95 - (double) typos / Math.max(asked.length(), known.length());
    }

    /** Returns the same, and something for twice as many typos. */
    static double loosely(String asked, String known) {
        double likeness = of(asked, known);
        int allowed = looseTypos(asked.length());
        if (likeness > 0 || Math.abs(asked.length() - known.length()) > allowed) {
            return likeness;
        }
        int typos = typos(asked, known);
        return typos > allowed ? 0 : LOOSE - (double) typos / Math.max(asked.length(), known.length());
    }

    static int looseTypos(int length) {
        return 2 * allowedTypos(length);
    }

    /** Compares consonants. Transliterations by ear get the vowels wrong: "битлз" for "Beatles". */
    private static double sameConsonants(String asked, String known) {
        String consonants = skeleton(asked);
        return consonants.length() >= SHORTEST_SKELETON && consonants.equals(skeleton(known)) ? BY_EAR : 0;
    }

    /** Returns the consonants of a word, with one letter for the two that sound alike. */
    static String skeleton(String word) {
        var consonants = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            if ("aeiou".indexOf(letter) < 0) {
                consonants.append(letter == 'z' ? 's' : letter);
            }
        }
        return consonants.toString();
    }

    static int allowedTypos(int length) {
        if (length <= 2) {
            return 0;
        }
        return length <= 5 ? 1 : length <= 9 ? 2 : 3;
    }

    /** Counts missing, extra, wrong and swapped neighbouring letters (optimal string alignment). */
    private static int typos(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + wrong);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
