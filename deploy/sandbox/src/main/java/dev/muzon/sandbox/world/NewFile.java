package dev.muzon.sandbox.world;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A file to be: see {@link StoredFile} for the fields. */
public record NewFile(
        String name,
        String mimeType,
        Duration duration,
        @Nullable String title,
        @Nullable String performer,
        int width,
        int height,
        @Nullable Content cover,
        Content content) {
    public static NewFile of(String name, String mimeType, Content content) {
        return new NewFile(name, mimeType, Duration.ZERO, null, null, 0, 0, null, content);
    }

    public NewFile tagged(@Nullable String title, @Nullable String performer, Duration duration) {
        return new NewFile(name, mimeType, duration, title, performer, width, height, cover, content);
    }

    public NewFile covered(@Nullable Content cover) {
        return new NewFile(name, mimeType, duration, title, performer, width, height, cover, content);
    }

    public NewFile sized(int width, int height) {
        return new NewFile(name, mimeType, duration, title, performer, width, height, cover, content);
    }
}
