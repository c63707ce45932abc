package dev.muzon.ffmpeg;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.charset.Charset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tags of old programs, which hold bytes of windows-1251 and claim to be Latin-1: «Привет» arrives as «Ïðèâåò».
 *
 * <p>A file's tags are judged together. They are Cyrillic when one word is nothing but letters of both kinds that Latin-1
 * has beyond ASCII, and no word mixes those with ASCII letters, as words of Western languages do.
 */
public final class LegacyCyrillic {
    private static final Charset WINDOWS_1251 = Charset.forName("windows-1251");
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final Pattern VOWEL = Pattern.compile("(?iu)[аеёиоуыэюяіїє]");
    private static final Pattern CONSONANT = Pattern.compile("(?iu)[бвгджзйклмнпрстфхцчшщ]");
    private static final int SHORTEST_WORD = 3;
    private static final int FEWEST_LETTERS = 4;

    private LegacyCyrillic() {}

    /** Returns the values as their writer meant them. What was read rightly stays as it is. */
    public static Map<String, String> repaired(Map<String, String> tags) {
        if (!isMeant(tags.values())) {
            return tags;
        }
        var repaired = new TreeMap<>(tags);
        repaired.replaceAll((_, value) -> isLatin1(value) ? decoded(value) : value);
        return repaired;
    }

    /** Returns a single value as its writer meant it. */
    public static String repaired(String value) {
        return isMeant(List.of(value)) && isLatin1(value) ? decoded(value) : value;
    }

    /**
     * Returns Cyrillic words as old tags show them to a program that believes in Latin-1. So they are found where nobody
     * repairs tags. Words that windows-1251 cannot hold stay as they are.
     */
    public static String mistaken(String words) {
        return WINDOWS_1251.newEncoder().canEncode(words)
                ? new String(words.getBytes(WINDOWS_1251), ISO_8859_1)
                : words;
    }

    private static boolean isMeant(Collection<String> values) {
        String text = decoded(values.stream().filter(LegacyCyrillic::isLatin1).collect(Collectors.joining(" ")));
        int letters = 0;
        boolean word = false;
        for (Matcher words = WORD.matcher(text); words.find(); ) {
            int cyrillic = (int)
                    words.group().chars().filter(LegacyCyrillic::isCyrillic).count();
            if (cyrillic > 0 && words.group().chars().anyMatch(letter -> letter < 0x80)) {
                return false;
            }
            letters += cyrillic;
            word |= cyrillic >= SHORTEST_WORD
                    && VOWEL.matcher(words.group()).find()
                    && CONSONANT.matcher(words.group()).find();
        }
        return word && letters >= FEWEST_LETTERS;
    }

    private static boolean isLatin1(String value) {
        return value.chars().allMatch(letter -> letter <= 0xFF);
    }

    private static boolean isCyrillic(int letter) {
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.CYRILLIC;
    }

    private static String decoded(String latin1) {
        return new String(latin1.getBytes(ISO_8859_1), WINDOWS_1251);
    }
}
