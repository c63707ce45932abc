package dev.muzon.standalone.suite;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The longest time that a service takes to end. It follows from the deadline that its work has. */
final class DrainLimit {
    private static final String SETTING = "MUZON_DRAIN_DEADLINE";
    private static final Duration STANDARD = Duration.ofSeconds(20);

    /**
     * More than a service needs after its deadline. That is 3 s to hand back the rest, 5 s for open requests, and what
     * TDLib takes to save the accounts' sessions.
     */
    private static final Duration AFTERWARDS = Duration.ofSeconds(40);

    private static final Pattern SIMPLE = Pattern.compile("(\\d{1,12})(ms|s|m|)");

    private DrainLimit() {}

    /** Returns the limit of a service with these settings. One that the service refuses counts as the default. */
    static Duration of(Map<String, String> environment) {
        String written = environment.getOrDefault(SETTING, "").strip();
        return deadline(written).plus(AFTERWARDS);
    }

    /** Reads a time as Spring does: a number without a unit is milliseconds. */
    private static Duration deadline(String written) {
        Matcher simple = SIMPLE.matcher(written.toLowerCase(Locale.ROOT));
        if (simple.matches()) {
            long number = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                default -> Duration.ofMillis(number);
            };
        }
        try {
            return Duration.parse(written);
        } catch (DateTimeParseException _) {
            return STANDARD;
        }
    }
}
