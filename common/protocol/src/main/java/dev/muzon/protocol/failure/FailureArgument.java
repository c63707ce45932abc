package dev.muzon.protocol.failure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/**
 * A value that the user text of a failure may name. Units and words come from the gateway, in the reader's language. The
 * JSON names the type: {@code {"duration":"PT3H"}}, {@code {"bytes":52428800}}, {@code {"count":200}}. A bare string is
 * a text.
 */
public sealed interface FailureArgument {
    /** A length of time. */
    record Time(Duration duration) implements FailureArgument {
        /** Longer ones are a mistake. */
        static final Duration MAX = Duration.ofDays(1_000);
    }

    /** An amount of data. */
    record Size(long bytes) implements FailureArgument {}

    /** A number of things. */
    record Count(long count) implements FailureArgument {}

    /** Words from elsewhere, shown as they are. They may be hostile. Longer ones are cut. */
    record Text(@JsonValue String text) implements FailureArgument {
        public static final int MAX_LENGTH = 200;

        public Text {
            text = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
        }
    }

    static FailureArgument of(Duration duration) {
        return new Time(duration);
    }

    static FailureArgument bytes(long bytes) {
        return new Size(bytes);
    }

    static FailureArgument count(long count) {
        return new Count(count);
    }

    static FailureArgument text(String text) {
        return new Text(text);
    }

    /** Reads JSON. Everything is a text at least: what version 0.1.0 wrote, and what only a newer peer can type. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static FailureArgument read(Object json) {
        if (json instanceof Map<?, ?> typed) {
            if (typed.get("duration") instanceof String duration) {
                return time(duration);
            }
            if (typed.get("bytes") instanceof Number bytes) {
                return new Size(bytes.longValue());
            }
            if (typed.get("count") instanceof Number count) {
                return new Count(count.longValue());
            }
        }
        return new Text(json.toString());
    }

    private static FailureArgument time(String text) {
        try {
            Duration duration = Duration.parse(text);
            return duration.isNegative() || duration.compareTo(Time.MAX) > 0 ? new Text(text) : new Time(duration);
        } catch (DateTimeParseException _) {
            return new Text(text);
        }
    }
}
