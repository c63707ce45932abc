package dev.muzon.speech;

import dev.muzon.speech.worker.SpeechWorker;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The jar or the folder with the child's classes. One that is packed in a service's jar is unpacked once. */
final class WorkerClasses {
    private static final String NESTED = "jar:nested:";

    private static final class Unpacked {
        static final Path PATH = unpack(place());
    }

    private WorkerClasses() {}

    static Path path() throws IOException {
        String place = place();
        return place.startsWith("file:") ? Path.of(java.net.URI.create(place)) : Unpacked.PATH;
    }

    private static String place() {
        return SpeechWorker.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
    }

    /** Reads {@code jar:nested:/app.jar/!BOOT-INF/lib/speech.jar!/}, as Spring Boot's loader says it. */
    private static Path unpack(String place) {
        if (!place.startsWith(NESTED)) {
            throw new IllegalStateException("the worker's classes are in a place that cannot be read: " + place);
        }
        String[] parts =
                place.substring(NESTED.length()).replaceFirst("!/$", "").split("/!", 2);
        try (FileSystem outer = FileSystems.newFileSystem(Path.of(parts[0]))) {
            Path copy = Files.createTempFile("muzon-speech-", ".jar");
            copy.toFile().deleteOnExit();
            Files.copy(outer.getPath(parts[1]), copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("the worker's jar cannot be unpacked", e);
        }
    }
}
