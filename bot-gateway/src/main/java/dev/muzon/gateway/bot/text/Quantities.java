package dev.muzon.gateway.bot.text;

import dev.muzon.protocol.failure.FailureArgument;
import java.time.Duration;
import java.util.Map;

/** Arguments of failures, as people read them. */
final class Quantities {
    private static final long MEGABYTE = 1 << 20;

    private Quantities() {}

    /** Speaks one. Its name tells the form of a time: a limit is a span, seconds are counted, else it is a clock. */
    static String spoken(Texts texts, Language language, String name, FailureArgument argument) {
        return switch (argument) {
            case FailureArgument.Time(Duration duration) ->
                switch (name) {
                    case "limit" -> Times.span(texts, language, duration);
                    case "seconds" -> seconds(duration);
                    default -> Times.clock(duration);
                };
            case FailureArgument.Size(long bytes) ->
                texts.plain(language, BotPhrase.SIZE, Map.of("megabytes", bytes / MEGABYTE));
            case FailureArgument.Count(long count) -> Long.toString(count);
            case FailureArgument.Text(String text) -> text;
        };
    }

    /** Returns the number of seconds, rounded up. */
    static String seconds(Duration duration) {
        return Long.toString(duration.plusMillis(999).toSeconds());
    }
}
