package dev.muzon.gateway.bot.text;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;

/** Durations as people read them. */
public final class Times {
    private Times() {}

    /** {@code 3:05}, {@code 1:02:03}. */
    public static String clock(Duration duration) {
        long hours = duration.toHours();
        return hours == 0
                ? String.format(Locale.ROOT, "%d:%02d", duration.toMinutesPart(), duration.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d:%02d", hours, duration.toMinutesPart(), duration.toSecondsPart());
    }

    /** {@code 4 min}, {@code 3 h}, {@code 2 d 3 h 5 min}; rounded up to whole minutes, without what is zero. */
    public static String span(Texts texts, Language language, Duration duration) {
        Duration rounded = duration.plusSeconds(59);
        var values = new HashMap<String, Object>();
        if (rounded.toMinutesPart() > 0 || rounded.toMinutes() == 0) {
            values.put("minutes", rounded.toMinutesPart());
        }
        if (rounded.toHoursPart() > 0) {
            values.put("hours", rounded.toHoursPart());
        }
        if (rounded.toDays() > 0) {
            values.put("days", rounded.toDays());
        }
        return texts.plain(language, BotPhrase.TIME_SPAN, values).strip();
    }
}
