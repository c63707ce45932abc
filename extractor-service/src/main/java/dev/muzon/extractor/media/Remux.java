package dev.muzon.extractor.media;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.source.MediaInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The ffmpeg arguments that make a Matroska stream of any input.
 *
 * <p>From the beginning the packets are copied as they are. From anywhere else they are decoded, cut at the exact
 * sample and encoded as FLAC: packets can only be cut at their borders (93 ms apart in FLAC), and codecs with memory
 * (mp3, opus, vorbis) need what lies before the cut. FLAC costs a few milliseconds of CPU per minute and loses nothing.
 */
final class Remux {
    private static final Set<String> CODECS =
            Set.of("mp3", "aac", "alac", "opus", "vorbis", "flac", "pcm_s16le", "pcm_s24le", "ac3", "eac3");

    /** AAC in these comes without the header that Matroska wants before the first packet. */
    private static final Set<String> RAW_CONTAINERS = Set.of("aac", "mpegts", "hls");

    private Remux() {}

    static List<String> arguments(CatalogEntry track, MediaInput input, Duration from) {
        boolean hls = track.format().equals("hls");
        List<String> seek = from.isZero() ? List.of() : List.of("-ss", seconds(from));
        List<String> args = new ArrayList<>(input.options());
        if (!hls) {
            args.addAll(seek);
        }
        args.addAll(List.of("-i", input.location()));
        if (hls) {
            // Packets of HLS have no time after a seek, which would land anywhere in the segment: decode up to there.
            args.addAll(seek);
        }
        args.addAll(List.of("-map", "0:a:0", "-map_metadata", "-1"));
        boolean copy = from.isZero() && CODECS.contains(track.codec()) && !RAW_CONTAINERS.contains(track.format());
        args.addAll(
                copy
                        ? List.of("-c:a", "copy")
                        : List.of("-c:a", "flac", "-compression_level", "0", "-sample_fmt", "s16", "-ac", "2"));
        args.addAll(List.of("-flush_packets", "1", "-f", "matroska"));
        // One report, at the end: how much came out.
        args.addAll(List.of("-progress", "pipe:2", "-stats_period", "86400", "pipe:1"));
        return args;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000 + "." + String.format("%03d", duration.toMillisPart());
    }
}
