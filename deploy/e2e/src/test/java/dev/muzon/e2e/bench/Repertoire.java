package dev.muzon.e2e.bench;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The library of the suite under measurement: tones under names that cannot be confused. */
final class Repertoire {
    /** A track of one tone. */
    record Tone(String title, int hertz, Duration length) {}

    /** A track whose tone rises from {@link #SWEEP_FROM}, which tells its beginning and its end. */
    record Sweep(String title, Format format) {}

    static final int SWEEP_FROM = 400;

    /** Hertz per second. */
    static final int SWEEP_RISE = 500;

    static final Duration SWEEP_LENGTH = Duration.ofSeconds(4);

    /** One song of each format, as people queue all kinds. */
    static final List<Sweep> SWEEPS = List.of(
            new Sweep("alpha", Format.FLAC),
            new Sweep("bravo", Format.MP3),
            new Sweep("foxtrot", Format.M4A),
            new Sweep("hotel", Format.OGG),
            new Sweep("uniform", Format.OPUS),
            new Sweep("whiskey", Format.MP3),
            new Sweep("yankee", Format.WAV));

    /** Short, so that the next one is soon asked for. */
    static final Tone JINGLE = new Tone("quebec", 500, Duration.ofSeconds(1));

    /** Longer than any measurement. */
    static final Tone SYMPHONY = new Tone("zulu", 440, Duration.ofMinutes(3));

    private Repertoire() {}

    static void in(Path folder) throws IOException {
        Files.createDirectories(folder);
        TestTones tones = new TestTones(Ffmpeg.locate(), folder);
        for (Sweep sweep : SWEEPS) {
            tones.sweep(sweep.title(), sweep.format(), SWEEP_FROM, SWEEP_RISE, SWEEP_LENGTH, sweep.title(), "Bench");
        }
        record(tones, JINGLE);
        record(tones, SYMPHONY);
    }

    private static void record(TestTones tones, Tone tone) {
        tones.tagged(tone.title(), Format.FLAC, tone.hertz(), tone.length(), tone.title(), "Bench");
    }
}
