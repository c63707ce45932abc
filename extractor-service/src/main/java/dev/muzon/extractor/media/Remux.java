package dev.muzon.extractor.media;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.source.MediaInput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ffmpeg arguments that make a Matroska stream of any input.
 *
 * <p>From the beginning the packets are copied where that keeps the exact length. Everything else is decoded, cut at the
 * exact sample and encoded as FLAC. Packets can only be cut at their borders (93 ms apart in FLAC), and codecs with
 * memory (mp3, opus, vorbis) need what lies before the cut. FLAC costs a few milliseconds of CPU per minute.
 */
final class Remux {
    private static final Logger log = LoggerFactory.getLogger(Remux.class);
    private static final Set<String> CODECS =
            Set.of("alac", "opus", "vorbis", "flac", "pcm_s16le", "pcm_s24le", "ac3", "eac3");

    /**
     * Encoders of these put silence before the sound and after it. Only the file's own container says how much, so its
     * packets make gaps between tracks. A live stream has no gaps.
     */
    private static final Set<String> PADDED_CODECS = Set.of("mp3", "aac");

    /** FLAC knows no others. What does not fit is mixed down to the next best. */
    private static final String LAYOUTS =
            "aformat=channel_layouts=mono|stereo|3.0|quad|5.0|5.0(side)|5.1|5.1(side)|6.1|7.1";

    /** The clock of samples. Some containers begin late by what an encoder put before the sound. */
    private static final String CLOCK = "asetpts=N/SR/TB";

    /** Some 30 MB, which a link brings within seconds. */
    private static final Duration LONGEST_READING = Duration.ofMinutes(20);

    /** In these the length is exact, but the silence at the end has to be cut off. */
    private static final String MP4 = "mov,";

    /**
     * Ogg can be several streams one after another, as radios send one for each song. Each has its own rate and codec
     * headers, which packets of one Matroska stream cannot have.
     */
    private static final String OGG = "ogg";

    private static final String MP3 = "mp3";

    /** FLAC has one rate from beginning to end. Its clock goes on where the next stream begins at zero. */
    private static final String RATE = "aresample=48000";

    /** AAC in these comes without the header that Matroska wants before the first packet. */
    private static final Set<String> RAW_CONTAINERS = Set.of("aac", "mpegts", "hls");

    private Remux() {}

    static List<String> arguments(CatalogEntry track, MediaInput input, Duration from) {
        boolean hls = track.format().equals("hls");
        Mp3Place place = place(track, input, from);
        List<String> seek = from.isZero() ? List.of() : List.of("-ss", seconds(from));
        List<String> args = new ArrayList<>(input.options());
        if (seeksByScaling(track, input)) {
            args.addAll(List.of("-fflags", "+fastseek"));
        }
        if (place != null) {
            args.addAll(place.options());
        } else if (!hls) {
            args.addAll(seek);
        }
        args.addAll(List.of("-i", input.location()));
        if (hls) {
            // Packets of HLS have no time after a seek, which would land anywhere in the segment: decode up to there.
            args.addAll(seek);
        }
        // No -map: ffmpeg takes the default sound stream, as ffprobe did.
        args.addAll(List.of("-vn", "-sn", "-dn", "-map_metadata", "-1"));
        if (from.isZero() && isCopied(track)) {
            args.addAll(List.of("-c:a", "copy"));
        } else {
            args.addAll(List.of("-af", (place == null ? "" : place.filter() + ",") + filters(track)));
            args.addAll(length(track, from));
            args.addAll(List.of("-c:a", "flac", "-compression_level", "0", "-sample_fmt", "s16"));
        }
        args.addAll(List.of("-flush_packets", "1", "-f", "matroska"));
        // One report, at the end: how much came out.
        args.addAll(List.of("-progress", "pipe:2", "-stats_period", "86400", "pipe:1"));
        return args;
    }

    /** Returns the place to read from, null where ffmpeg itself has to find it. */
    private static @Nullable Mp3Place place(CatalogEntry track, MediaInput input, Duration from) {
        MediaInput.Stored stored = input.stored();
        if (from.isZero()
                || stored == null
                || !track.format().equals(MP3)
                || !track.codec().equals(MP3)) {
            return null;
        }
        try {
            return Mp3Place.find(stored, from);
        } catch (IOException e) {
            log.debug("Place in mp3 is left to ffmpeg: {}", e.toString());
            return null;
        }
    }

    /**
     * Returns whether a place in mp3 is found by its share of the bytes. All before it is too much to fetch. That
     * is exact at a constant rate. At others ffmpeg takes the table of a Xing frame, which was up to 4 s wrong in 25
     * minutes. Its 256 steps grow with the length. Without one it was up to a minute wrong. That of VBRI it does not read.
     */
    private static boolean seeksByScaling(CatalogEntry track, MediaInput input) {
        Duration duration = track.duration();
        return !input.isWhole() && (duration == null || duration.compareTo(LONGEST_READING) > 0);
    }

    private static String filters(CatalogEntry track) {
        return switch (track.format()) {
            case "hls" -> LAYOUTS;
            case OGG -> RATE + "," + LAYOUTS;
            default -> CLOCK + "," + LAYOUTS;
        };
    }

    private static boolean isCopied(CatalogEntry track) {
        boolean live = track.duration() == null;
        return (CODECS.contains(track.codec()) || (live && PADDED_CODECS.contains(track.codec())))
                && !RAW_CONTAINERS.contains(track.format())
                && !track.format().equals(OGG);
    }

    private static List<String> length(CatalogEntry track, Duration from) {
        Duration duration = track.duration();
        return duration == null || !track.durationExact() || !track.format().startsWith(MP4)
                ? List.of()
                : List.of("-t", seconds(duration.minus(from)));
    }

    private static String seconds(Duration duration) {
        return duration.toNanos() / 1000 + "us";
    }
}
