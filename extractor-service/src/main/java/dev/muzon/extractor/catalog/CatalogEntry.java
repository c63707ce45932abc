package dev.muzon.extractor.catalog;

import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.protocol.track.CoverLink;
import dev.muzon.protocol.track.Track;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A found track as it is stored. Text from strangers is bounded like in a {@link Track}.
 *
 * @param id opaque and URL-safe, the same for the same audio of the same source
 * @param reference only its source understands it
 * @param duration null for a live stream
 * @param durationExact whether audio that ends earlier was cut off
 * @param format ffmpeg's name of the container
 * @param codec ffmpeg's name of the codec
 * @param found when it was found last
 * @param kind null for music
 * @param loudness in LUFS, as its tags tell, null when they do not
 * @param closest true for a song that is only the closest match, otherwise null
 * @param cover a public link to its picture, null when there is none
 */
@Document("tracks")
public record CatalogEntry(
        @Id String id,
        String source,
        String reference,
        String title,
        @Nullable String artist,
        @Nullable Duration duration,
        boolean durationExact,
        @Nullable String link,
        String format,
        String codec,
        Instant found,
        Track.@Nullable Kind kind,
        @Nullable Double loudness,
        @Nullable Boolean closest,
        @Nullable String cover) {
    private static final int ID_BYTES = 16;

    public CatalogEntry {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(codec, "codec");
        title = Track.titleOf(title);
        artist = Track.labelOf(artist);
        link = link == null || link.length() > Track.MAX_LINK_LENGTH ? null : link;
    }

    public static CatalogEntry of(String source, FoundTrack track, Instant now) {
        return new CatalogEntry(
                id(source, track.key()),
                source,
                track.reference(),
                track.title(),
                track.artist(),
                track.media().duration(),
                track.media().durationExact(),
                track.link(),
                track.media().format(),
                track.media().codec(),
                now,
                track.kind(),
                track.media().loudness(),
                track.closest() ? Boolean.TRUE : null,
                CoverLink.of(track.cover()));
    }

    /** Returns the same track with a length that is no longer guessed. */
    public CatalogEntry measured(Duration length) {
        return new CatalogEntry(
                id, source, reference, title, artist, length, true, link, format, codec, found, kind, loudness, closest,
                cover);
    }

    public Track track() {
        return new Track(id, source, title, artist, duration, link, kind, loudness, closest, cover);
    }

    private static String id(String source, String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((source + "\n" + key).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
