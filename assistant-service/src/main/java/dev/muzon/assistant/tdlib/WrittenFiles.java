package dev.muzon.assistant.tdlib;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Texts that are sent as files. They lie beside the downloads of the account while they are sent, so that a killed
 * process leaves none: the next one deletes them by {@link StaleSounds}.
 */
final class WrittenFiles {
    private static final Logger log = LoggerFactory.getLogger(WrittenFiles.class);

    /** TDLib's database grows beside the files. */
    private static final int RESERVE = 1 << 20;

    private final Path folder;

    WrittenFiles(Path files) {
        this.folder = files.resolve("documents");
    }

    Path write(String name, String text) {
        try {
            Files.createDirectories(folder);
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw Failure.of(FailureCode.INTERNAL_TRANSIENT, "a text file was not written")
                    .causedBy(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Returns whether the disk of the account's files takes so many bytes more. */
    boolean haveRoomFor(long bytes) {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder) && Files.getFileStore(folder).getUsableSpace() > bytes + RESERVE;
        } catch (IOException e) {
            log.warn("Disk not read: {}", e.toString());
            return false;
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("Sent text not deleted, the next start deletes it: {}", e.toString());
        }
    }
}
