package dev.muzon.extractor.door;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a service on the web, whatever its status.
 *
 * @param from where the last redirect led
 * @param type media type as the server named it, empty when it did not
 * @param text the body, read as UTF-8
 * @param retryAfter how long the server wants to be left alone, null when it did not say
 */
public record Document(
        HttpLink from,
        int status,
        String type,
        String text,
        @Nullable Duration retryAfter) {
    /** Returns whether its media type is of a kind, such as {@code json}. */
    public boolean is(String kind) {
        return type.toLowerCase(Locale.ROOT).contains(kind);
    }
}
