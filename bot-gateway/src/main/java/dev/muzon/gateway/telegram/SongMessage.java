package dev.muzon.gateway.telegram;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The file of a song as a message.
 *
 * @param name of the file, with its ending
 * @param performer null when unknown
 * @param caption HTML below it, null for none
 */
public record SongMessage(
        Path file,
        String name,
        String title,
        @Nullable String performer,
        Duration duration,
        @Nullable String caption) {}
