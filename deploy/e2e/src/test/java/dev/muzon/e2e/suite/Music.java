package dev.muzon.e2e.suite;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A library of tones. Each title has a different frequency, so that a listener can tell by ear what is playing.
 *
 * @param folder where the files lie
 */
public record Music(Path folder) {
    /** A short song, to hear it end. */
    public static final Song BRIEF = new Song("Hummingbird", 850, Duration.ofSeconds(15));

    /** A track with another tone each second. */
    public static final String STAIRCASE = "Staircase";

    public static final int STAIRCASE_SECONDS = 90;

    /**
     * A track of one tone.
     *
     * @param hertz its only tone
     */
    public record Song(String title, int hertz, Duration duration) {}

    /** Returns the song in this format. */
    public static Song song(Format format) {
        return switch (format) {
            case MP3 -> new Song("Aurora", 440, Duration.ofMinutes(2));
            case M4A -> new Song("Bamboo", 520, Duration.ofMinutes(2));
            case OGG -> new Song("Cinnamon", 610, Duration.ofMinutes(2));
            case OPUS -> new Song("Dolphin", 700, Duration.ofMinutes(2));
            case FLAC -> new Song("Evergreen", 790, Duration.ofMinutes(2));
            case WAV -> new Song("Falcon", 880, Duration.ofMinutes(2));
            case WEBM -> new Song("Glacier", 970, Duration.ofMinutes(2));
            case HLS -> new Song("Harbour", 1060, Duration.ofMinutes(1));
        };
    }

    /** Makes the library. The playlist is for links only. The sounds of all libraries of one build are computed once. */
    public static Music in(Path folder) throws IOException {
        Path computed = Path.of(System.getProperty("java.io.tmpdir"), "tones");
        try (Turn _ = Turn.at("tones")) {
            Path complete = computed.resolve("complete");
            if (!Files.exists(complete)) {
                compute(computed.resolve("music"));
                Files.createFile(complete);
            }
        }
        copy(computed.resolve("music"), folder);
        copy(computed.resolve("links"), folder.resolveSibling("links"));
        return new Music(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void compute(Path folder) throws IOException {
        Files.createDirectories(folder);
        TestTones tones = new TestTones(Ffmpeg.locate(), folder);
        for (Format format : Format.values()) {
            Song song = song(format);
            if (format == Format.HLS) {
                Path links = Files.createDirectories(folder.resolveSibling("links"));
                new TestTones(Ffmpeg.locate(), links).tone("harbour", format, song.hertz(), song.duration());
            } else {
                tones.tagged(
                        song.title().toLowerCase(Locale.ROOT),
                        format,
                        song.hertz(),
                        song.duration(),
                        song.title(),
                        "Tone Quartet");
            }
        }
        tones.tagged("hummingbird", Format.MP3, BRIEF.hertz(), BRIEF.duration(), BRIEF.title(), "Tone Quartet");
        tones.tonePerSecond("Staircase", Format.MP3, STAIRCASE_SECONDS);
    }

    /** Returns the files that are reached by links, not by searching. */
    public Path links() {
        return folder.resolveSibling("links");
    }
}
