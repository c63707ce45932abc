package dev.muzon.protocol.track;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A playable piece that a source has found. Its sound comes from extractor-service's {@code /v1/media/{id}}. Titles,
 * artists and links come from strangers and are bounded here, because queues and events carry them everywhere.
 *
 * @param id opaque, URL-safe, stable for the same audio of the same source
 * @param source which source found it: {@code library}, {@code direct}, {@code telegram}
 * @param title at most {@value #MAX_LENGTH} code points of one line, never blank
 * @param artist bounded like the title, null when unknown
 * @param duration null for a live stream, which has no end and cannot be sought
 * @param link a page a person may open, null when there is none or it is longer than {@value #MAX_LINK_LENGTH}
 * @param kind null for music. Other kinds have no title themselves: the code that shows them finds the words
 * @param loudness in LUFS, as its tags tell, null when they do not
 * @param closest true for a song that was looked for by its description and is only the closest match, otherwise null
 * @param cover a public link to its picture as {@link CoverLink} allows it, null when there is none
 */
public record Track(
        String id,
        String source,
        String title,
        @Nullable String artist,
        @Nullable Duration duration,
        @Nullable String link,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Kind kind,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double loudness,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean closest,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cover) {
    /** Longest title and longest artist, in code points. */
    public static final int MAX_LENGTH = 200;

    public static final int MAX_LINK_LENGTH = 2000;

    /** No file lasts for longer, and what is calculated with it does not overflow. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** Bound of LUFS on both sides. */
    private static final double MOST_LOUDNESS = 60;

    /** Title of a track that has no readable one. */
    private static final String UNTITLED = "♪";

    /** A track that is not a piece of music. */
    public enum Kind {
        VOICE_MESSAGE,
        VIDEO_MESSAGE
    }

    public Track {
        title = titleOf(title);
        artist = labelOf(artist);
        duration = duration == null ? null : bounded(duration);
        link = link == null || link.length() > MAX_LINK_LENGTH ? null : link;
        loudness = loudness == null || loudness.isNaN() || Math.abs(loudness) > MOST_LOUDNESS ? null : loudness;
        closest = Boolean.TRUE.equals(closest) ? Boolean.TRUE : null;
        cover = CoverLink.of(cover);
    }

    /** Makes a track without a cover. */
    public Track(
            String id,
            String source,
            String title,
            @Nullable String artist,
            @Nullable Duration duration,
            @Nullable String link,
            @Nullable Kind kind,
            @Nullable Double loudness,
            @Nullable Boolean closest) {
        this(id, source, title, artist, duration, link, kind, loudness, closest, null);
    }

    public Track(
            String id,
            String source,
            String title,
            @Nullable String artist,
            @Nullable Duration duration,
            @Nullable String link) {
        this(id, source, title, artist, duration, link, null);
    }

    public Track(
            String id,
            String source,
            String title,
            @Nullable String artist,
            @Nullable Duration duration,
            @Nullable String link,
            @Nullable Kind kind) {
        this(id, source, title, artist, duration, link, kind, null, null);
    }

    /** Returns the same track with a length that was measured. */
    public Track withDuration(Duration measured) {
        return new Track(id, source, title, artist, measured, link, kind, loudness, closest, cover);
    }

    private static Duration bounded(Duration length) {
        return length.isNegative() ? Duration.ZERO : length.compareTo(LONGEST) > 0 ? LONGEST : length;
    }

    /** Makes any text a title: one line, bounded, never blank. */
    public static String titleOf(@Nullable String text) {
        String label = labelOf(text);
        return label == null ? UNTITLED : label;
    }

    /** Makes any text an artist's or a person's name: one line and bounded, null when nothing readable is left. */
    public static @Nullable String labelOf(@Nullable String text) {
        return Label.of(text, MAX_LENGTH);
    }

    public boolean live() {
        return duration == null;
    }
}
