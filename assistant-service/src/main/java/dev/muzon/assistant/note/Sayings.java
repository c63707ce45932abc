package dev.muzon.assistant.note;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The check of a recogniser's words. Models that learnt from films write credits where nobody speaks, and some repeat a
 * word without end.
 */
final class Sayings {
    /** More characters than a piece of the fastest speech has. */
    private static final int MAX_LENGTH = 8_000;

    /** Characters that a person says in a second at most. */
    private static final int FASTEST = 25;

    private static final Pattern REPEATED =
            Pattern.compile("(?iu)(\\b\\w[^\\n]{0,60}?)(?:[\\s,.!?…-]++\\1(?=\\W|$)){6,}+");

    private static final List<Pattern> CREDITS = List.of(
            Pattern.compile("(?iu)субтитры (сделал|делал|создавал|подогнал).{0,60}"),
            Pattern.compile("(?iu)редактор субтитров.{0,80}"),
            Pattern.compile("(?iu)продолжение следует\\W*"),
            Pattern.compile("(?iu)спасибо за просмотр\\W*"),
            Pattern.compile("(?iu)(subtitles|captions) by.{0,60}"),
            Pattern.compile("(?iu)thanks? (you )?for watching\\W*"),
            Pattern.compile("(?iu)\\W*\\[?(blank_audio|silence|music|музыка)]?\\W*"));

    private Sayings() {}

    /**
     * Returns what was said, blank when nobody said it. Repetitions stay where a person had the time for them. Elsewhere
     * a model made them, so they become one with their number.
     *
     * @param spoken how long the speech is
     */
    static String checked(String words, Duration spoken) {
        String said = words.strip();
        if (said.length() > MAX_LENGTH) {
            said = said.substring(0, MAX_LENGTH);
        }
        String whole = said.toLowerCase(Locale.ROOT);
        if (CREDITS.stream().anyMatch(credit -> credit.matcher(whole).matches())) {
            return "";
        }
        boolean sayable = said.length() <= FASTEST * (spoken.toMillis() / 1000.0 + 1);
        return sayable ? said : REPEATED.matcher(said).replaceAll(Sayings::counted);
    }

    private static String counted(MatchResult found) {
        int times = Pattern.compile(Pattern.quote(found.group(1)), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(found.group())
                .results()
                .mapToInt(_ -> 1)
                .sum();
        return Matcher.quoteReplacement(found.group(1) + " (×" + times + ")");
    }
}
