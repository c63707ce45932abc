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
    private final LibraryProperties settings;

    LibraryHealth(LibraryProperties settings) {
        this.settings = settings;
    }

    @Override
    public Health health() {
        Path folder = settings.directory();
        if (folder == null) {
            return Health.up()
                    .withDetail("folder", "none: searches find nothing, links and replies play")
                    .build();
        }
        if (!Files.isDirectory(folder)) {
            String what = Files.exists(folder) ? " is a file" : " does not exist";
            return Degradation.because("The music folder " + folder + what
                    + ", so searches find nothing. Mount or make it, or correct MUZON_LIBRARY_DIR");
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            String what = files.iterator().hasNext() ? "" : ", which is empty";
            return Health.up().withDetail("folder", folder + what).build();
        } catch (IOException e) {
            return Degradation.because("The music folder " + folder
                    + " cannot be read, so searches find nothing. Let this service's user read it: " + e);
        }
    }
}
