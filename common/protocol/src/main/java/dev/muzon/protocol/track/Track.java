package dev.muzon.protocol.track;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something playable that a source has found. Its sound comes from extractor-service's {@code /v1/media/{id}}.
 *
 * @param id opaque, URL-safe, stable for the same audio of the same source
 * @param source which source found it: {@code library}, {@code direct}, {@code telegram}
 * @param artist null when unknown
 * @param duration null for a live stream, which has no end and cannot be sought
 * @param link a page a person may open, null when there is none
 */
public record Track(
        String id,
        String source,
        String title,
        @Nullable String artist,
        @Nullable Duration duration,
        @Nullable String link) {
    public boolean live() {
        return duration == null;
    }
}
