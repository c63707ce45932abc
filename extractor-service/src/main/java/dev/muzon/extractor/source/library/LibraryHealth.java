package dev.muzon.extractor.source.library;

import dev.muzon.runtime.health.Degradation;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The health part {@code library}: degraded while the music folder is missing or cannot be read. */
@Component("libraryHealthIndicator")
class LibraryHealth implements HealthIndicator {
    private final MusicFolder folder;

    LibraryHealth(MusicFolder folder) {
        this.folder = folder;
    }

    @Override
    public Health health() {
        String trouble = folder.trouble();
        if (trouble != null) {
            return Degradation.because(trouble);
        }
        Path path = folder.path();
        String what = path == null ? "none: " + folder.withoutIt() : path + (isEmpty(path) ? ", which is empty" : "");
        return Health.up().withDetail("folder", what).build();
    }

    private static boolean isEmpty(Path path) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            return !files.iterator().hasNext();
        } catch (IOException _) {
            return false; // it went away just now, and the next look tells
        }
    }
}
