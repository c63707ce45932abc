package dev.muzon.assistant.transcription.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muzon.assistant.transcription.Recording;
import dev.muzon.assistant.transcription.Speech;
import dev.muzon.assistant.transcription.SpokenLanguage;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.speech.LocalSpeech;
import dev.muzon.speech.ModelFolder;
import dev.muzon.speech.SpeechLibraries;
import dev.muzon.speech.worker.SpeechWorker;
import dev.muzon.testkit.audio.GeneratedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the local recogniser's failures, and of real speech that is cut out of a file. */
@Timeout(120)
class LocalTranscriberTest {
    private static final Speech SECOND = Speech.silence(Duration.ofSeconds(1));

    private final SpeechLibraries libraries = new SpeechLibraries(
            Path.of("../deploy/speech/installed").toAbsolutePath().normalize());

    @TempDir
    Path folder;

    @BeforeEach
    void needsTheLibraries() {
        assumeTrue(libraries.complete(), "deploy/speech/install.sh installs what this needs");
    }

    private void refuses(String model, String words) {
        try (var local = new LocalTranscriber(libraries, new ModelFolder(folder), model, Duration.ofMinutes(1))) {
            assertThatThrownBy(() -> local.transcribe(SECOND, SpokenLanguage.AUTO))
                    .isInstanceOfSatisfying(FailureException.class, e -> {
                        assertThat(e.failure().code()).isEqualTo(FailureCode.TRANSCRIBER_REFUSED);
                        assertThat(e.failure().detail()).contains(words);
                    });
        }
    }

    @Test
    void modelsThatCannotBeUsedAreRefusedWithTheFix() throws Exception {
        Path garbage = Files.write(folder.resolve("own.gguf"), new byte[9000]);
        refuses(garbage.toString(), "own.gguf: transcribe.cpp does not take it");
        refuses("parakeet", "./muzon models get parakeet");
        refuses("parrot", "./muzon models lists them");
    }

    @Test
    void itsModelIsToldToLeaveOneProcessorFree() throws Exception {
        Path model = GeneratedModel.write(folder.resolve("small.bin"), GeneratedModel.Size.SMALLEST, "one");
        try (var local =
                new LocalTranscriber(libraries, new ModelFolder(folder), model.toString(), Duration.ofMinutes(1))) {
            local.transcribe(SECOND, SpokenLanguage.AUTO);

            assertThat(argumentsAfter(model))
                    .isNotEmpty()
                    .containsOnly(
                            Integer.toString(Math.max(1, Runtime.getRuntime().availableProcessors() - 1)));
        }
    }

    /** Returns what children of this process are told right after the model, which is the number of its threads. */
    private static List<String> argumentsAfter(Path model) {
        return ProcessHandle.current()
                .descendants()
                .map(child -> read(Path.of("/proc/" + child.pid() + "/cmdline")).split("\0"))
                .map(List::of)
                .filter(line -> line.indexOf(model.toString()) >= 0 && line.contains(SpeechWorker.class.getName()))
                .map(line -> line.get(line.lastIndexOf(model.toString()) + 1))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException _) {
            return ""; // the process has ended
        }
    }

    @Test
    void noiseInAFileIsSilentAndSpeechIsNot() throws Exception {
        Path spoken = folder.resolve("spoken.wav");
        run("espeak-ng", "-w", spoken.toString(), "The meeting is on Friday morning.");
        Path noise = folder.resolve("noise.ogg");
        Ffmpeg ffmpeg = Ffmpeg.locate();
        try (var made = ffmpeg.start(
                List.of("-f", "lavfi", "-i", "anoisesrc=color=pink:duration=8:amplitude=0.3", noise.toString()))) {
            made.awaitExit(Duration.ofSeconds(60));
        }
        try (var speech = new LocalSpeech(libraries, null, 1, Duration.ofMinutes(1));
                var away = new LocalSpeech(new SpeechLibraries(folder), null, 1, Duration.ofMinutes(1))) {
            var finder = new LocalSpeechFinder(speech);
            assertThat(first(ffmpeg, spoken, finder).isSilent()).isFalse();
            assertThat(first(ffmpeg, noise, finder).isSilent()).isTrue();
            // One that is away leaves it to loudness, which takes noise for speech.
            assertThat(first(ffmpeg, noise, new LocalSpeechFinder(away)).isSilent())
                    .isFalse();
        }
    }

    private static Speech first(Ffmpeg ffmpeg, Path file, LocalSpeechFinder finder) throws Exception {
        try (var recording = Recording.open(ffmpeg, file, Duration.ofMinutes(1), finder)) {
            return recording.next().orElseThrow();
        }
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }
}
