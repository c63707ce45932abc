package dev.muzon.extractor.source.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Health;

class LibraryHealthTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderThatCanBeReadIsWell() {
        assertThat(health(folder).getStatus()).hasToString("UP");
    }

    @Test
    void noFolderAtAllIsWellToo() {
        assertThat(health(null).getStatus()).hasToString("UP");
    }

    @Test
    void aMissingFolderDegradesWithTheSettingToCorrect() {
        Path music = folder.resolve("music");
        Health health = health(music);

        assertThat(health.getStatus()).hasToString("DEGRADED");
        assertThat(health.getDetails())
                .containsEntry(
                        "reason",
                        "The music folder " + music + " does not exist, so searches find nothing. Mount or make it, or"
                                + " correct MUZON_LIBRARY_DIR");
    }

    @Test
    void aFileInPlaceOfTheFolderDegrades() throws Exception {
        assertThat(health(Files.createFile(folder.resolve("song.mp3")))
                        .getDetails()
                        .get("reason"))
                .asString()
                .contains("song.mp3 is a file");
    }

    @Test
    void aFolderThatCannotBeReadDegrades() throws Exception {
        Path music = Files.createDirectory(folder.resolve("music"));
        Files.setPosixFilePermissions(music, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(music)).as("root reads everything").isFalse();

        assertThat(health(music).getDetails().get("reason")).asString().contains("cannot be read");
    }

    private static Health health(@Nullable Path directory) {
        return new LibraryHealth(new LibraryProperties(directory, Duration.ofSeconds(10))).health();
    }
}
