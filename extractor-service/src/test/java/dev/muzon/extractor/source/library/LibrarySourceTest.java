package dev.muzon.extractor.source.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.TrackSourceContract;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LibrarySourceTest extends TrackSourceContract {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private LibrarySource source;
    private TestTones tones;

    @BeforeEach
    void start() {
        tones = new TestTones(FFMPEG, folder);
        tones.tagged("one", Format.FLAC, 440, Duration.ofSeconds(3), "Морской бриз", "Muzon Ensemble");
        source = library(folder);
    }

    @AfterEach
    void stop() {
        source.stop();
    }

    private static LibrarySource library(Path folder) {
        var settings = new LibraryProperties(folder, Duration.ofMillis(50));
        LibrarySource library = new LibrarySource(
                settings, LibraryHealthTest.folder(settings), new Ffprobe(FFMPEG), new SimpleMeterRegistry());
        library.start();
        return library;
    }

    @Override
    protected TrackSource source() {
        return source;
    }

    @Override
    protected TrackQuery present() {
        return new TrackQuery.Text("morskoy briz");
    }

    @Override
    protected TrackQuery absent() {
        return new TrackQuery.Text("something else");
    }

    @Test
    void addedAndDeletedFilesAreNoticed() throws Exception {
        Path second = tones.tagged("two", Format.OPUS, 440, Duration.ofSeconds(1), "Nocturne", "Muzon Ensemble");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> find("nocturne").equals("Nocturne"));

        tones.tagged("two", Format.OPUS, 440, Duration.ofSeconds(2), "Aubade", "Muzon Ensemble");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> find("aubade").equals("Aubade"));

        Files.delete(second);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThatThrownBy(() -> find("aubade")).isInstanceOf(FailureException.class));
        assertThat(find("бриз")).isEqualTo("Морской бриз");
    }

    @Test
    void filesWithoutSoundAreLeftOut() throws Exception {
        Files.writeString(folder.resolve("notes.mp3"), "no music\n".repeat(1000));
        tones.tagged("sub", Format.OPUS, 440, Duration.ofSeconds(1), "Nocturne", "Muzon Ensemble");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> find("nocturne").equals("Nocturne"));
        assertThatThrownBy(() -> find("notes")).isInstanceOf(FailureException.class);
    }

    @Test
    void whatIsNotFoundSaysInHowManySongs() throws Exception {
        assertThat(find("бриз")).isEqualTo("Морской бриз");
        assertThat(source.view().songs()).isEqualTo(1);
        assertThatThrownBy(() -> source.resolve(absent())).isInstanceOfSatisfying(FailureException.class, thrown -> {
            assertThat(thrown.failure().code()).isEqualTo(FailureCode.NOTHING_FOUND);
            assertThat(((Failure.UserError) thrown.failure()).args()).containsEntry("songs", FailureArgument.count(1));
        });
    }

    @Test
    void aMissingFolderIsAnEmptyLibraryAndOneWarning(CapturedOutput output) {
        LibrarySource empty = library(folder.resolve("none"));
        assertThatThrownBy(() -> empty.resolve(present()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().code()).isEqualTo(FailureCode.LIBRARY_EMPTY));
        assertThat(empty.view().songs()).isZero();
        empty.stop();
        assertThat(output.getOut().lines().filter(line -> line.contains("Library is out of reach")))
                .singleElement()
                .asString()
                .contains("WARN", "does not exist: links and replies play, searches find nothing");
    }

    @Test
    void aFolderThatVanishesIsOneWarning(CapturedOutput output) throws Exception {
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        LibrarySource library = library(mounted);
        await().atMost(PATIENCE).until(() -> library.view().songs() != null);
        assertThat(output.getOut()).doesNotContain("Library is out of reach");

        Files.delete(mounted);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(output.getOut()).containsOnlyOnce("Library is out of reach"));
        library.stop();
    }

    private String find(String text) throws InterruptedException {
        return source.resolve(new TrackQuery.Text(text)).getFirst().title();
    }
}
