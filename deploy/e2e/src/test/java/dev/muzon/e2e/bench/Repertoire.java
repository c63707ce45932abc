package dev.muzon.e2e.bench;

import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The library of the suite under measurement: tones under names that nobody confuses. */
final class Repertoire {
    /** A track of one tone. */
    record Tone(String title, int hertz, Duration length) {}

    private static final Duration SHORT = Duration.ofSeconds(4);

    /** Short tones, each of another height. */
    static final List<Tone> SONGS = List.of(
            new Tone("alpha", 440, SHORT),
            new Tone("bravo", 660, SHORT),
            new Tone("foxtrot", 880, SHORT),
            new Tone("hotel", 550, SHORT),
            new Tone("uniform", 770, SHORT),
            new Tone("whiskey", 990, SHORT));

    /** So short that the next one is soon asked for. */
    static final Tone JINGLE = new Tone("quebec", 500, Duration.ofSeconds(1));

    /** Sounds longer than any measurement. */
    static final Tone SYMPHONY = new Tone("zulu", 440, Duration.ofMinutes(3));

    private Repertoire() {}

    static void in(Path folder) throws IOException {
        Files.createDirectories(folder);
        TestTones tones = new TestTones(Ffmpeg.locate(), folder);
        SONGS.forEach(tone -> record(tones, tone));
        record(tones, JINGLE);
        record(tones, SYMPHONY);
    }

    private static void record(TestTones tones, Tone tone) {
        tones.tagged(tone.title(), Format.FLAC, tone.hertz(), tone.length(), tone.title(), "Bench");
    }
}
