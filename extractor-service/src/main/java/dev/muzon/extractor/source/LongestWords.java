package dev.muzon.extractor.source;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The words of a text that say most, for places that find nothing by all of them together. */
public final class LongestWords {
    private static final int MOST = 3;
    private static final int SHORTEST = 3;

    private LongestWords() {}

    public static List<String> of(String text) {
        return Arrays.stream(text.split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> word.length() >= SHORTEST)
                .filter(word -> !word.equals(text))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(MOST)
                .toList();
    }
}
