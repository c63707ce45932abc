package dev.muzon.gateway.bot.text;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;

/** Durations as people read them. */
public final class Times {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Times() {}

    /** Returns a position such as {@code 3:05} or {@code 1:02:03}. */
    public static String clock(Duration duration) {
        long hours = duration.toHours();
        return hours == 0
                ? String.format(Locale.ROOT, "%d:%02d", duration.toMinutesPart(), duration.toSecondsPart())
                : String.format(Locale.ROOT, "%d:%02d:%02d", hours, duration.toMinutesPart(), duration.toSecondsPart());
    }

    /** Returns a time such as {@code 4 min} or {@code 2 d 3 h 5 min 20 s}, without parts that are zero. */
    public static String span(Texts texts, Language language, Duration duration) {
        var values = new HashMap<String, Object>();
        if (duration.toSecondsPart() > 0 || duration.toSeconds() == 0) {
            values.put("seconds", duration.toSecondsPart());
        }
        if (duration.toMinutesPart() > 0) {
            values.put("minutes", duration.toMinutesPart());
        }
        if (duration.toHoursPart() > 0) {
            values.put("hours", duration.toHoursPart());
        }
        if (duration.toDays() > 0) {
            values.put("days", duration.toDays());
        }
        return texts.plain(language, BotPhrase.TIME_SPAN, values).strip();
    }

    /** Returns a rough time: the nearest five seconds of less than a minute, else the nearest minute. */
    public static String about(Texts texts, Language language, Duration duration) {
        Duration seconds = nearest(duration, FIVE_SECONDS);
        return span(texts, language, seconds.compareTo(MINUTE) < 0 ? seconds : nearest(duration, MINUTE));
    }

    private static Duration nearest(Duration duration, Duration step) {
        return step.multipliedBy(Math.max(1, duration.plus(step.dividedBy(2)).dividedBy(step)));
    }
}
