package dev.muzon.gateway.bot.text;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;

/** Durations as people read them. */
public final class Times {
    private Times() {}

    /** Returns a position such as {@code 3:05} or {@code 1:02:03}. */
    public static String clock(Duration duration) {
        long hours = duration.toHours();
        return hours == 0
                ? String.format(Locale.ROOT, "%d:%02d", duration.toMinutesPart(), duration.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d:%02d", hours, duration.toMinutesPart(), duration.toSecondsPart());
    }

    /**
     * Returns a time such as {@code 4 min} or {@code 2 d 3 h 5 min}. It is rounded up to whole minutes, without parts
     * that are zero.
     */
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
