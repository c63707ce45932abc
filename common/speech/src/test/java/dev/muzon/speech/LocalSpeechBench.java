package dev.muzon.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muzon.testkit.audio.GeneratedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A measurement of generated models of full size: a piece, memory, a kill and what follows it, and unloading. It prints all
 * numbers and fails when one misses its target. It is named so that only a person starts it.
 */
class LocalSpeechBench {
    private static final int PIECE_SECONDS = 20;
    private static final double MEGABYTE = 1 << 20;
    private static final Duration IDLE = Duration.ofSeconds(3);
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    /** Below a second it is not noticed beside a piece. */
    private static final double KILL_TARGET = 1;

    private static final double START_TARGET = 20;

    /** As long as it lasts. Beside it music plays, and a person waits. */
    private static final double PIECE_TARGET = PIECE_SECONDS;

    private static final double FINDING_TARGET = 2;
    private static final double UNLOADING_TARGET = IDLE.toSeconds() + 2;

    private final List<String> missed = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void modelsOfFullSizeKeepTheirTargets() throws Exception {
        var libraries = new SpeechLibraries(
                Path.of("../../deploy/speech/installed").toAbsolutePath().normalize());
        assumeTrue(libraries.complete(), "deploy/speech/install.sh installs what this needs");
        byte[] piece = Arrays.copyOf(
                SpokenSound.say("The meeting is on Friday morning and we start at half past seven."),
                PIECE_SECONDS * 32_000);
        try (var finder = new LocalSpeech(libraries, null, 1, Duration.ofMinutes(10))) {
            finder.find(piece);
            long began = System.nanoTime();
            finder.find(piece);
            judge("Silero, 20 s", "s", seconds(began), FINDING_TARGET);
            judge("Silero, memory", "MB", peakMegabytes(finder), LocalSpeech.most(0) / MEGABYTE);
        }
        for (GeneratedModel.Size size : GeneratedModel.Size.values()) {
            Path file =
                    GeneratedModel.write(folder.resolve(size + ".bin"), size, "one", "two", "three", "four", "five");
            try (var speech = new LocalSpeech(libraries, file, LocalSpeech.threadsHere(), IDLE)) {
                measure(size + " of " + (Files.size(file) >> 20) + " MB, ", file, speech, piece);
            }
            Files.delete(file);
        }
        assertThat(missed).as("targets missed").isEmpty();
    }

    private void measure(String name, Path file, LocalSpeech speech, byte[] piece) throws Exception {
        long began = System.nanoTime();
        speech.find(SpokenSound.silence(1));
        judge(name + "start and load", "s", seconds(began), START_TARGET);
        speech.recognise(piece, "en");
        began = System.nanoTime();
        speech.recognise(piece, "en");
        judge(name + "20 s", "s", seconds(began), PIECE_TARGET);
        judge(name + "memory", "MB", peakMegabytes(speech), LocalSpeech.most(Files.size(file)) / MEGABYTE);

        ProcessHandle launcher = launcher(speech);
        began = System.nanoTime();
        launcher.children().findFirst().orElseThrow().destroyForcibly();
        launcher.onExit().join();
        judge(name + "kill", "s", seconds(began), KILL_TARGET);
        began = System.nanoTime();
        speech.find(SpokenSound.silence(1));
        judge(name + "ready again", "s", seconds(began), START_TARGET);

        ProcessHandle idle = launcher(speech);
        began = System.nanoTime();
        idle.onExit().join();
        judge(name + "unloaded", "s", seconds(began), UNLOADING_TARGET);
    }

    private void judge(String what, String unit, double value, double target) {
        boolean met = value <= target;
        System.out.printf(
                Locale.ROOT,
                "BENCH %-40s %8.2f %-2s target %6.0f  %s%n",
                what,
                value,
                unit,
                target,
                met ? "met" : "MISSED");
        if (!met) {
            missed.add(what);
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static ProcessHandle launcher(LocalSpeech speech) {
        return ProcessHandle.of(speech.pid().orElseThrow()).orElseThrow();
    }

    private static double peakMegabytes(LocalSpeech speech) throws Exception {
        long jvm = launcher(speech).children().findFirst().orElseThrow().pid();
        Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc/" + jvm + "/status")));
        assertThat(peak.find()).isTrue();
        return Long.parseLong(peak.group(1)) / 1024.0;
    }
}
