package dev.muzon.extractor.source;

import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A track as its source knows it. Names may be as long as a stranger made them: they are bounded when it is stored.
 *
 * @param key the same for the same audio of the source at all times. The public id is made of it
 * @param reference what the source needs to open it again
 * @param title never blank
 * @param artist null when unknown
 * @param link a page a person may open, null when there is none
 * @param kind null for music
 * @param closest whether it was looked for by its description and is only the closest match
 * @param cover a link to its picture, null when there is none
 */
public record FoundTrack(
        String key,
        String reference,
        String title,
        @Nullable String artist,
        @Nullable String link,
        MediaInfo media,
        Track.@Nullable Kind kind,
        boolean closest,
        @Nullable String cover) {
    /** The tag with the number of the recording. */
    public static final String ISRC = "isrc";

    private static final Pattern ISRC_FORM = Pattern.compile("[A-Za-z]{2}[A-Za-z0-9]{3}\\d{7}");

    public FoundTrack(
            String key,
            String reference,
            String title,
            @Nullable String artist,
            @Nullable String link,
            MediaInfo media,
            Track.@Nullable Kind kind,
            boolean closest) {
        this(key, reference, title, artist, link, media, kind, closest, null);
    }

    public FoundTrack(
            String key,
            String reference,
            String title,
            @Nullable String artist,
            @Nullable String link,
            MediaInfo media,
            Track.@Nullable Kind kind) {
        this(key, reference, title, artist, link, media, kind, false);
    }

    public FoundTrack(
            String key,
            String reference,
            String title,
            @Nullable String artist,
            @Nullable String link,
            MediaInfo media) {
        this(key, reference, title, artist, link, media, null);
    }

    /** Returns the same track with a link to its picture, null for none. */
    public FoundTrack showing(@Nullable String picture) {
        return new FoundTrack(key, reference, title, artist, link, media, kind, closest, picture);
    }

    /**
     * Returns the media of a track that nobody has probed.
     *
     * @param duration as its source tells it, null when it does not
     */
    public static MediaInfo unprobed(@Nullable Duration duration) {
        return unprobed(duration, "");
    }

    /** Returns whether a text has the form of a recording's number. */
    public static boolean isIsrc(String text) {
        return ISRC_FORM.matcher(text).matches();
    }

    /**
     * Does the same for a recording whose number is told.
     *
     * @param isrc left out when it is none
     */
    public static MediaInfo unprobed(@Nullable Duration duration, String isrc) {
        Map<String, String> tags = isIsrc(isrc) ? Map.of(ISRC, isrc) : Map.of();
        return new MediaInfo(duration, false, null, "", "", null, 0, 0, tags, false, 0);
    }
}
