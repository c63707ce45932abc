package dev.muzon.extractor.source.library;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A form of text in which the same words look the same however they were written. It has lower case, no accents, Latin
 * letters, and one spelling for the sounds that transliterations spell in several ways ({@code Chaikovsky},
 * {@code Tchaikovsky} and {@code Чайковский} meet). Both the library and the queries go through it, so it may be coarse
 * as long as it is consistent.
 */
public final class SearchWords {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern APOSTROPHES = Pattern.compile("['’ʼ`ьъ]");
    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Map<Character, String> CYRILLIC = Map.ofEntries(
            Map.entry('а', "a"),
            Map.entry('б', "b"),
            Map.entry('в', "v"),
            Map.entry('г', "g"),
            Map.entry('д', "d"),
            Map.entry('е', "e"),
            Map.entry('ж', "zh"),
            Map.entry('з', "z"),
            Map.entry('и', "i"),
            Map.entry('к', "k"),
            Map.entry('л', "l"),
            Map.entry('м', "m"),
            Map.entry('н', "n"),
            Map.entry('о', "o"),
            Map.entry('п', "p"),
            Map.entry('р', "r"),
            Map.entry('с', "s"),
            Map.entry('т', "t"),
            Map.entry('у', "u"),
            Map.entry('ф', "f"),
            Map.entry('х', "kh"),
            Map.entry('ц', "ts"),
            Map.entry('ч', "ch"),
            Map.entry('ш', "sh"),
            Map.entry('щ', "shch"),
            Map.entry('ы', "y"),
            Map.entry('э', "e"),
            Map.entry('ю', "yu"),
            Map.entry('я', "ya"),
            Map.entry('і', "i"),
            Map.entry('є', "ye"),
            Map.entry('ґ', "g"));

    /** Longest first. Each is one sound that people spell differently. {@code C} is the sound of ch and ts. */
    private static final List<Map.Entry<String, String>> SOUNDS = List.of(
            Map.entry("shch", "s"),
            Map.entry("tsch", "C"),
            Map.entry("sch", "s"),
            Map.entry("tch", "C"),
            Map.entry("sh", "s"),
            Map.entry("ch", "C"),
            Map.entry("zh", "z"),
            Map.entry("kh", "h"),
            Map.entry("ph", "f"),
            Map.entry("ck", "k"),
            Map.entry("th", "t"),
            Map.entry("ts", "C"),
            Map.entry("tz", "C"),
            Map.entry("ks", "x"),
            Map.entry("ey", "ei"),
            Map.entry("ij", "i"),
            Map.entry("iy", "i"),
            Map.entry("yy", "i"),
            Map.entry("ya", "ia"),
            Map.entry("ja", "ia"),
            Map.entry("yu", "iu"),
            Map.entry("ju", "iu"),
            Map.entry("yo", "e"),
            Map.entry("jo", "e"),
            Map.entry("ye", "e"),
            Map.entry("je", "e"),
            Map.entry("y", "i"),
            Map.entry("j", "i"),
            Map.entry("w", "v"),
            Map.entry("q", "k"),
            Map.entry("c", "k"));

    private static final Pattern DOUBLED = Pattern.compile("(.)\\1+");

    private SearchWords() {}

    /** Returns the words of a text in their searchable form. */
    public static List<String> of(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD))
                .replaceAll("");
        List<String> words = new ArrayList<>();
        for (String word : GAPS.split(APOSTROPHES.matcher(plain).replaceAll(""), -1)) {
            if (!word.isEmpty()) {
                words.add(sounds(latin(word)));
            }
        }
        return words;
    }

    private static String latin(String word) {
        StringBuilder latin = new StringBuilder(word.length() + 4);
        for (int i = 0; i < word.length(); i++) {
            char letter = word.charAt(i);
            latin.append(CYRILLIC.getOrDefault(letter, String.valueOf(letter)));
        }
        return latin.toString();
    }

    private static String sounds(String word) {
        String folded = word;
        for (Map.Entry<String, String> sound : SOUNDS) {
            folded = folded.replace(sound.getKey(), sound.getValue());
        }
        return DOUBLED.matcher(folded).replaceAll("$1");
    }
}
