package dev.muzon.assistant.transcription;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The language of a text, for recognisers that do not say what they heard. A script that one language has decides alone,
 * else frequent words and rare letters do. A table of 8 kB knows those of Europe, a library would add 80 MB.
 */
public final class TextLanguage {
    /** Shorter texts say too little: several languages share a greeting. */
    private static final int FEWEST_LETTERS = 20;

    /** The characters that decide. The words of an hour say no more. */
    private static final int MOST_CHARACTERS = 4_000;

    /** One and a half words that no other language has, or more that others share. */
    private static final double ENOUGH = 1.5;

    /** The best language fits so many times as well as the second. */
    private static final double AHEAD = 1.3;

    private static final String LETTERS = ".letters";
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]+(?:'[\\p{L}\\p{M}]+)*");

    private static final Map<UnicodeScript, String> BY_SCRIPT = Map.of(
            UnicodeScript.GREEK, "el",
            UnicodeScript.HEBREW, "he",
            UnicodeScript.GEORGIAN, "ka",
            UnicodeScript.ARMENIAN, "hy",
            UnicodeScript.THAI, "th",
            UnicodeScript.HANGUL, "ko",
            UnicodeScript.HIRAGANA, "ja",
            UnicodeScript.KATAKANA, "ja");

    private static final Map<String, Set<String>> BY_WORD = new HashMap<>();
    private static final Map<String, Set<String>> BY_LETTER = new HashMap<>();

    static {
        Properties table = table();
        for (String key : table.stringPropertyNames()) {
            boolean letters = key.endsWith(LETTERS);
            String code = key.replace(LETTERS, "");
            Stream.of(table.getProperty(key).split(letters ? "" : " "))
                    .forEach(one -> (letters ? BY_LETTER : BY_WORD)
                            .computeIfAbsent(one, _ -> new HashSet<>())
                            .add(code));
        }
    }

    private TextLanguage() {}

    private static Properties table() {
        var table = new Properties();
        try (var in = Objects.requireNonNull(
                TextLanguage.class.getResourceAsStream("/languages/frequent-words.properties"))) {
            table.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns its language. It is AUTO when the text is short, or fits several alike. */
    public static SpokenLanguage of(String text) {
        String said = text.substring(0, Math.min(text.length(), MOST_CHARACTERS))
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
        List<Integer> letters =
                said.codePoints().filter(Character::isLetter).boxed().toList();
        if (letters.size() < FEWEST_LETTERS) {
            return SpokenLanguage.AUTO;
        }
        return byScript(letters)
                .or(() -> byWords(said))
                .map(SpokenLanguage::named)
                .orElse(SpokenLanguage.AUTO);
    }

    /** Takes a third of the letters for enough: Japanese has Chinese ones, too, and names come in Latin ones. */
    private static Optional<String> byScript(List<Integer> letters) {
        Map<String, Long> found = letters.stream()
                .map(letter -> BY_SCRIPT.get(UnicodeScript.of(letter)))
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(code -> code, Collectors.counting()));
        return found.entrySet().stream()
                .filter(one -> one.getValue() * 3 >= letters.size())
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }

    private static Optional<String> byWords(String said) {
        Map<String, Double> fits = new HashMap<>();
        WORD.matcher(said).results().map(MatchResult::group).distinct().forEach(word -> {
            count(BY_WORD.getOrDefault(word, Set.of()), fits);
            word.chars()
                    .distinct()
                    .forEach(letter -> count(BY_LETTER.getOrDefault(Character.toString(letter), Set.of()), fits));
        });
        List<Map.Entry<String, Double>> best = fits.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(2)
                .toList();
        if (best.isEmpty() || best.getFirst().getValue() < ENOUGH) {
            return Optional.empty();
        }
        double first = best.getFirst().getValue();
        boolean clear = best.size() == 1 || first >= AHEAD * best.getLast().getValue();
        return clear ? Optional.of(best.getFirst().getKey()) : Optional.empty();
    }

    /** Counts less for each language, the more of them have it. */
    private static void count(Set<String> languages, Map<String, Double> fits) {
        languages.forEach(code -> fits.merge(code, 1.0 / languages.size(), Double::sum));
    }
}
