package dev.muzon.assistant.post;

import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A post of a channel. Everything in it comes from strangers and is bounded here.
 *
 * @param id the library's, which is the same in every process and counts up
 * @param text the words or the caption, empty for none
 * @param links addresses that the words name or hide
 * @param sound null when it has none
 */
public record Post(
        long channel,
        long id,
        Instant sent,
        String text,
        List<String> links,
        @Nullable Sound sound) {
    /** Telegram's own limit is the same. */
    public static final int MAX_TEXT = 4096;

    public static final int MAX_LINKS = 10;
    private static final int MAX_LINK = 500;
    private static final int MAX_FILE_NAME = 300;

    /**
     * A song, or a file that is meant as one.
     *
     * @param uniqueId the same for the same file everywhere
     * @param title as the file's tags tell, null when they do not
     * @param artist as the file's tags tell, null when they do not
     * @param fileName null when it has none
     * @param duration null when unknown
     * @param size in bytes, 0 when unknown
     */
    public record Sound(
            String uniqueId,
            @Nullable String title,
            @Nullable String artist,
            @Nullable String fileName,
            @Nullable Duration duration,
            long size) {
        public Sound {
            title = Track.labelOf(title);
            artist = Track.labelOf(artist);
            fileName = fileName == null || fileName.isBlank() || fileName.length() > MAX_FILE_NAME ? null : fileName;
        }
    }

    public Post {
        text = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
        links = links.stream()
                .filter(link -> link.length() <= MAX_LINK)
                .distinct()
                .limit(MAX_LINKS)
                .toList();
    }
}
