package dev.muzon.gateway.music.control;

import dev.muzon.protocol.player.PlayerCommand;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The argument of {@code /seek}: {@code 1:30}, {@code 1:02:03}, {@code 90}, {@code +15} or {@code -1:00}. With a sign it
 * is relative, without one absolute.
 */
final class SeekTime {
    private static final Pattern TIME = Pattern.compile(
            "(?<sign>[+\\-−–])?\\s*(?:(?:(?<hours>[0-9]{1,2}):)?(?<minutes>[0-9]{1,3}):)?(?<seconds>[0-9]{1,5})");
    private static final int SIXTY = 60;

    private SeekTime() {}

    /**
     * Reads the argument of {@code /seek}.
     *
     * @return empty for everything that is not a time, e.g. {@code abc}, {@code 1:75} or nothing at all
     */
    static Optional<PlayerCommand> parse(String argument) {
        Matcher matcher = TIME.matcher(argument);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String sign = matcher.group("sign");
        return time(matcher)
                .map(time -> sign == null
                        ? new PlayerCommand.SeekTo(time)
                        : new PlayerCommand.SeekBy(sign.equals("+") ? time : time.negated()));
    }

    private static Optional<Duration> time(Matcher matcher) {
        int hours = number(matcher.group("hours"));
        int minutes = number(matcher.group("minutes"));
        int seconds = number(matcher.group("seconds"));
        boolean overfull = (matcher.group("hours") != null && minutes >= SIXTY)
                || (matcher.group("minutes") != null && seconds >= SIXTY);
        return overfull
                ? Optional.empty()
                : Optional.of(Duration.ofHours(hours).plusMinutes(minutes).plusSeconds(seconds));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
