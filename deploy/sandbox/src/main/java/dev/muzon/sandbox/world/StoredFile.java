package dev.muzon.sandbox.world;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A file that Telegram keeps.
 *
 * @param id MTProto's document id
 * @param fileId the Bot API's name for it
 * @param uniqueId the same for every bot
 * @param size in bytes
 * @param duration zero when it has none
 * @param width of photos and videos in pixels, else 0
 * @param height of photos and videos in pixels, else 0
 * @param cover a small JPEG of the picture inside, null for none
 */
public record StoredFile(
        long id,
        long accessHash,
        String fileId,
        String uniqueId,
        String name,
        String mimeType,
        long size,
        Duration duration,
        @Nullable String title,
        @Nullable String performer,
        int width,
        int height,
        @Nullable Content cover,
        Content content) {}
