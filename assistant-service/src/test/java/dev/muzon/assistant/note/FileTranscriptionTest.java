package dev.muzon.assistant.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.assistant.sandbox.RecognitionServer;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.runtime.config.Secret;
import dev.muzon.testkit.audio.TestTones;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of {@code ./muzon transcribe} with a recogniser on loopback. */
class FileTranscriptionTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private RecognitionServer recogniser;
    private TestTones tones;

    @BeforeEach
    void start() throws IOException {
        recogniser = RecognitionServer.start();
        tones = new TestTones(Ffmpeg.locate(), folder);
    }

    @AfterEach
    void stop() {
        recogniser.close();
    }

    private int read(Path file, String... engines) throws InterruptedException {
        var settings = new NotesProperties(
                List.of(engines),
                recogniser.url(),
                new Secret(""),
                List.of("any"),
                Duration.ofSeconds(60),
                List.of("parakeet"),
                folder,
                folder,
                Duration.ofMinutes(1),
                "auto",
                Duration.ofHours(2),
                1);
        return new FileTranscription(stream(out), stream(err)).read(file, settings);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @Test
    void theWordsGoToStdoutAndHowTheyCameToStderr() throws Exception {
        recogniser.plan(new RecognitionServer.Answer(
                200, "{\"text\":\"купи молока\",\"language\":\"russian\"}", java.util.Map.of()));

        assertThat(read(tones.tone("tone", TestTones.Format.OPUS, 440, Duration.ofSeconds(3)), "http"))
                .isZero();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("купи молока\n");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .matches("http \\(any\\), language Russian: 3\\.\\d s of sound in .* s, real-time factor .*\\R");
    }

    @Test
    void silenceInAFileIsCalledSilence() throws Exception {
        assertThat(read(tones.silence("silence", Duration.ofSeconds(2)), "http"))
                .isZero();

        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("(silence) http (any), language unknown");
        assertThat(recogniser.requests).isEmpty();
    }

    @Test
    void aFileThatIsNoSoundEndsWithOne() throws Exception {
        assertThat(read(Files.write(folder.resolve("letter.txt"), new byte[3_000]), "http"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("It was not read: ")
                .contains("(note.unreadable)");
    }

    @Test
    void aModelThatIsMissingIsNamedWithTheFix() throws Exception {
        assertThat(read(tones.tone("tone", TestTones.Format.OPUS, 440, Duration.ofSeconds(3)), "local"))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("./muzon models get parakeet");
    }

    @Test
    void wrongSettingsAndAMissingFileEndWithTwo() throws Exception {
        assertThat(read(folder.resolve("none.ogg"), "http")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.ogg is not there");
        assertThat(read(folder.resolve("none.ogg"), "telegram")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("set MUZON_NOTES_ENGINES to local or http");
    }

    @Test
    void settingsThatLackTheAddressEndedInAStackTrace() throws IOException {
        Path file = Files.createFile(folder.resolve("note.ogg"));

        int code = FileTranscription.run(file, stream(err), "--muzon.notes.engines=http", "--muzon.notes.http-url=");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "MUZON_NOTES_HTTP_URL (muzon.notes.http-url) must be set, because muzon.notes.engines names http")
                .doesNotContain("\tat ");
    }
}
