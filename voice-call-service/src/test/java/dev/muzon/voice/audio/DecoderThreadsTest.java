package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a decoder is small, because a hundred calls have a hundred of them. */
class DecoderThreadsTest {
    /** Reading, decoding, filtering, encoding, writing, and the one that starts them. */
    private static final int PARTS = 6;

    @TempDir
    Path folder;

    @Test
    void aDecoderHasOneThreadForEachPartOnAnyMachine() {
        PlayedSound sound = new PlayedSound(folder);
        sound.add("tone", Sound.of(8 * Pcm.SAMPLE_RATE, Sound.sine(0.2, 800)));

        try (PcmSource source = sound.open("tone", Duration.ZERO, new SoundFilters(150, 5, false))) {
            await().atMost(Duration.ofMinutes(1)).until(source::primed);

            assertThat(decoders())
                    .singleElement()
                    .satisfies(decoder -> assertThat(threads(decoder)).hasSizeLessThanOrEqualTo(PARTS));
        }
    }

    /** Returns the decoders that run, without their launchers. Only decoders write floats. */
    private static List<ProcessHandle> decoders() {
        return ProcessHandle.current()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains("f32le"))
                .filter(child -> read(process(child).resolve("comm")).equals("ffmpeg"))
                .toList();
    }

    private static List<String> threads(ProcessHandle decoder) {
        try (Stream<Path> tasks = Files.list(process(decoder).resolve("task"))) {
            return tasks.map(task -> read(task.resolve("comm"))).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path process(ProcessHandle process) {
        return Path.of("/proc", Long.toString(process.pid()));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return ""; // it has just ended
        }
    }
}
