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
import org.junit.jupiter.api.io.TempDir;

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
        LibrarySource library = new LibrarySource(
                new LibraryProperties(folder, Duration.ofMillis(50)), new Ffprobe(FFMPEG), new SimpleMeterRegistry());
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
    void aMissingFolderIsAnEmptyLibrary() {
        LibrarySource empty = library(folder.resolve("none"));
        assertThatThrownBy(() -> empty.resolve(present()))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().code()).isEqualTo(FailureCode.LIBRARY_EMPTY));
        assertThat(empty.view().songs()).isZero();
        empty.stop();
    }

    private String find(String text) throws InterruptedException {
        return source.resolve(new TrackQuery.Text(text)).getFirst().title();
    }
}
