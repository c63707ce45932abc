package dev.muzon.extractor.media;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.runtime.contract.SongFilesApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The form for people: an MP3 file, which Telegram shows with a player on every device. It never becomes larger than
 * Telegram takes, because a long song gets fewer bits per second.
 */
final class SongFile implements SoundForm {
    private static final int BEST_RATE = 192_000;
    private static final int WORST_RATE = 64_000;

    /** MP3 knows no higher rate. A song this short fits as it is. */
    private static final int HIGHEST_RATE = 320_000;

    /** Room for the tags. */
    private static final long SOUND_BYTES = SongFilesApi.MAX_BYTES - 64 * 1024;

    @Override
    public String type() {
        return "audio/mpeg";
    }

    @Override
    public void check(CatalogEntry track, TrackSource source) {
        if (!source.isForEverybody()) {
            throw Failure.of(FailureCode.SONG_PRIVATE, "sound of " + source.name() + " stays where it is")
                    .asException();
        }
        if (track.duration() == null) {
            throw Failure.of(FailureCode.NOT_SEEKABLE, "a live stream").asException();
        }
        if (rateThatFits(track) < WORST_RATE) {
            throw Failure.of(
                            FailureCode.TRACK_TOO_LARGE,
                            "too long for a file",
                            Map.of("limit", FailureArgument.bytes(SongFilesApi.MAX_BYTES)))
                    .asException();
        }
    }

    @Override
    public List<String> arguments(CatalogEntry track, MediaInput input, Duration from) {
        List<String> args = new ArrayList<>(input.options());
        args.addAll(List.of("-i", input.location(), "-vn", "-sn", "-dn", "-map_metadata", "-1"));
        args.addAll(List.of("-metadata", "title=" + track.title()));
        if (track.artist() != null) {
            args.addAll(List.of("-metadata", "artist=" + track.artist()));
        }
        long rate = rateThatFits(track);
        if (track.codec().equals("mp3") && rate >= HIGHEST_RATE) {
            args.addAll(List.of("-c:a", "copy"));
        } else {
            args.addAll(List.of("-ac", "2", "-ar", "44100", "-c:a", "libmp3lame"));
            args.addAll(List.of("-b:a", Long.toString(Math.min(rate, BEST_RATE))));
        }
        // Its index can only be written into a file, and the player is told the length anyway.
        args.addAll(List.of("-write_xing", "0", "-id3v2_version", "3", "-flush_packets", "1", "-f", "mp3"));
        args.addAll(List.of("-progress", "pipe:2", "-stats_period", "86400", "pipe:1"));
        return args;
    }

    private static long rateThatFits(CatalogEntry track) {
        Duration duration = track.duration();
        return duration == null ? 0 : SOUND_BYTES * 8 / Math.max(1, duration.toSeconds() + 1);
    }
}
