package dev.muzon.extractor.media;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.source.DoorInput;
import dev.muzon.extractor.source.FileInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;

/**
 * A measurement of what a link costs before its sound begins, with a server on loopback. It prints milliseconds as a
 * person waits them, and the load of the machine, which they grow with.
 */
final class SoundBench {
    private static final int ROUNDS = 40;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration SONG = Duration.ofMinutes(4);
    private static final Duration LONG = Duration.ofHours(3);
    private static final MediaProperties SETTINGS = new MediaProperties(64, LIMIT, LIMIT);

    private final Ffmpeg ffmpeg = Ffmpeg.locate();
    private final Ffprobe ffprobe = new Ffprobe(ffmpeg);
    private final Path folder;
    private final TestWeb web;
    private final Door door;

    private SoundBench(Path folder) throws Exception {
        this.folder = folder;
        this.web = TestWeb.on("127.0.0.1").folder("/files/", folder);
        var guard = new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), InetAddress::getAllByName);
        this.door = new Door(guard, SSLContext.getDefault(), new DoorLimits(4L << 30, LIMIT, LIMIT));
    }

    public static void main(String[] args) throws Exception {
        var bench = new SoundBench(Files.createTempDirectory("sound-bench"));
        bench.run();
        System.exit(0);
    }

    private void run() throws Exception {
        var tones = new TestTones(ffmpeg, folder);
        for (Format format : List.of(Format.MP3, Format.M4A, Format.OPUS, Format.FLAC)) {
            Path song = tones.tone("song" + format, format, 440, SONG);
            HttpLink link = HttpLink.parse(web.url("/files/" + song.getFileName()));
            CatalogEntry track = track(DoorInput.probe(door, link, ffprobe, LIMIT));
            measure(format + ": link to answer", () -> DoorInput.probe(door, link, ffprobe, LIMIT));
            measure(
                    format + ": link to first sound",
                    () -> begin(DoorInput.open(door, link, LIMIT), track, Duration.ZERO));
            measure(format + ": library to first sound", () -> begin(new FileInput(song), track, Duration.ZERO));
        }
        for (Format format : List.of(Format.MP3, Format.M4A)) {
            Path song = looped(folder.resolve("song" + format + "." + format.ending()));
            CatalogEntry track = track(ffprobe.probe(List.of(), song.toString(), LIMIT));
            measure(format + ": seek in three hours", () -> begin(new FileInput(song), track, LONG.minusMinutes(20)));
        }
    }

    /** Repeats a song for three hours. */
    private Path looped(Path song) throws Exception {
        Path looped = folder.resolve("long-" + song.getFileName());
        String times = Long.toString(LONG.dividedBy(SONG) - 1);
        try (FfmpegProcess process =
                ffmpeg.start(List.of("-stream_loop", times, "-i", song.toString(), "-c", "copy", looped.toString()))) {
            process.awaitExit(LIMIT);
        }
        return looped;
    }

    private static CatalogEntry track(MediaInfo media) {
        return CatalogEntry.of("library", new FoundTrack("k", "r", "Song", null, null, media), Instant.EPOCH);
    }

    private boolean begin(MediaInput input, CatalogEntry track, Duration from) throws Exception {
        try (MediaStream stream = MediaStream.open(ffmpeg, input, SoundForm.STREAM, track, from, SETTINGS)) {
            return stream != null;
        }
    }

    private static void measure(String name, Callable<?> task) throws Exception {
        for (int i = 0; i < ROUNDS / 4; i++) {
            task.call();
        }
        double[] times = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            task.call();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f / %.0f / %.0f ms (median, 95 %%, most), load %.1f%n",
                name,
                times[ROUNDS / 2],
                times[ROUNDS * 95 / 100],
                times[ROUNDS - 1],
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
