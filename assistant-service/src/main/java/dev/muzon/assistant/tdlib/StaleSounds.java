package dev.muzon.assistant.tdlib;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sounds of notes and posts that a former process left in an account's folder. */
final class StaleSounds {
    private static final Logger log = LoggerFactory.getLogger(StaleSounds.class);

    /** TDLib's folders of voice notes, video notes, songs, files and unfinished downloads. */
    private static final List<String> FOLDERS = List.of("voice", "video_notes", "music", "documents", "temp");

    private StaleSounds() {}

    /** Deletes them. Only the owner of the session may, before it opens. */
    static void delete(Path files) {
        FOLDERS.stream().map(files::resolve).filter(Files::isDirectory).forEach(StaleSounds::empty);
    }

    private static void empty(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            log.warn("Sounds of a former process not deleted: {}", e.toString());
        }
    }
}
