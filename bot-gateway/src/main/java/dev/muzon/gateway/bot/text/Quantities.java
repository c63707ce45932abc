package dev.muzon.gateway.bot.text;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quantities among the values of failures, as people read them. Peers write positions as {@code PT1M38S}, limits as
 * {@code 180 min} and {@code 50 MB}; everything else stays as it is.
 */
final class Quantities {
    private static final Pattern POSITION = Pattern.compile("PT(?:[0-9.]+[HMS])+");
    private static final Pattern MINUTES = Pattern.compile("([0-9]{1,6}) min");
    private static final Pattern MEGABYTES = Pattern.compile("([0-9]{1,9}) MB");

    private Quantities() {}

    static String spoken(Texts texts, Language language, String value) {
        if (POSITION.matcher(value).matches()) {
            return Times.clock(Duration.parse(value));
        }
        Matcher minutes = MINUTES.matcher(value);
        if (minutes.matches()) {
            return Times.span(texts, language, Duration.ofMinutes(Long.parseLong(minutes.group(1))));
        }
        Matcher megabytes = MEGABYTES.matcher(value);
        return megabytes.matches()
                ? texts.plain(language, BotPhrase.SIZE, Map.of("megabytes", megabytes.group(1)))
                : value;
    }
}
