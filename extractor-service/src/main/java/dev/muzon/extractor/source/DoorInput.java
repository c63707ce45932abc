package dev.muzon.extractor.source;

import dev.muzon.confinement.Reach;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.Doorway;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.SoundBytes;
import dev.muzon.extractor.door.Way;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sound behind a link, read through the door. */
public record DoorInput(Way way, List<String> options) implements MediaInput {
    /** Time in which a file of untold length has to be there. A station sends no faster than it sounds. */
    private static final Duration UNTOLD = Duration.ofSeconds(2);

    private static final List<String> RECONNECTING = List.of(
            "-reconnect", "1",
            "-reconnect_streamed", "1",
            "-reconnect_on_network_error", "1",
            "-reconnect_delay_max", "5");

    /**
     * Opens a link to be played.
     *
     * @param limit until the server's answer begins
     * @throws FailureException why the link cannot be read
     */
    public static DoorInput open(Door door, HttpLink link, Duration limit) {
        return playing(door.open(link, limit));
    }

    /** Makes an open way one to be played. Closing the input closes the way. */
    public static DoorInput playing(Way way) {
        return through(way, RECONNECTING);
    }

    /**
     * Finds out what is behind a link.
     *
     * @param limit of all of it, without the time in which enough arrives
     * @throws FailureException why the link cannot be read, or what is wrong with the sound
     */
    public static MediaInfo probe(Door door, HttpLink link, Ffprobe ffprobe, Duration limit)
            throws InterruptedException {
        long start = System.nanoTime();
        try (Doorway doorway = door.open(link, limit)) {
            return probe(doorway, ffprobe, limit.minusNanos(System.nanoTime() - start));
        }
    }

    /**
     * Finds out what is behind a way that is open.
     *
     * @param limit without the time in which enough arrives
     * @throws FailureException why the link cannot be read, or what is wrong with the sound
     */
    public static MediaInfo probe(Way way, Ffprobe ffprobe, Duration limit) throws InterruptedException {
        DoorInput input = through(way, List.of());
        try (ArrivalLimit arrival = ArrivalLimit.of(way, limit)) {
            MediaInfo media = ffprobe.probe(input.options(), input.location(), input.reach(), arrival.left());
            // A server that cannot give the end of a file alone hides the length of some formats.
            return ffprobe.measured(
                    media, input.options(), input.location(), input.reach(), input.readingLimit(media, arrival.left()));
        } catch (FailureException e) {
            Failure atTheDoor = input.failure();
            throw atTheDoor == null ? e : atTheDoor.causedBy(e);
        }
    }

    /** Returns how long a probe takes at most, whatever arrives. */
    public static Duration longestProbe(Duration limit) {
        return ArrivalLimit.longest(limit);
    }

    /** Returns how long its sound may be read to find an end of it. Nobody waits for that of a station. */
    private Duration readingLimit(MediaInfo media, Duration rest) {
        if (bytes() != null) {
            return rest;
        }
        boolean station = way.isPlaylist() || media.tag("icy-name") != null;
        return station ? Duration.ZERO : rest.compareTo(UNTOLD) < 0 ? rest : UNTOLD;
    }

    private static DoorInput through(Way way, List<String> more) {
        List<String> options = new ArrayList<>(way.options());
        options.addAll(List.of("-format_whitelist", way.isPlaylist() ? MediaFormats.STREAMS : MediaFormats.FILES));
        options.addAll(more);
        return new DoorInput(way, List.copyOf(options));
    }

    @Override
    public String location() {
        return way.location();
    }

    @Override
    public Reach reach() {
        return Reach.port(way.port());
    }

    @Override
    public @Nullable Failure failure() {
        return way.failure();
    }

    @Override
    public @Nullable String songTitle() {
        return way.songTitle();
    }

    @Override
    public @Nullable SoundBytes bytes() {
        return way.bytes();
    }

    @Override
    public void close() {
        way.close();
    }
}
