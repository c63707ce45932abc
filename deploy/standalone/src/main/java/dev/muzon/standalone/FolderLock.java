package dev.muzon.standalone;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a state folder: one run at a time, whatever network namespaces the runs are in. The operating system holds
 * it, so that it ends with its process, however that ends.
 */
final class FolderLock implements AutoCloseable {
    static final String FILE = "run.lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock, for as long as this process lives or until it is closed.
     *
     * @throws RefusedException when another run has it
     */
    static FolderLock take(Path folder) throws IOException, RefusedException {
        FolderLock lock = tried(folder.resolve(FILE));
        if (lock == null) {
            throw taken(folder);
        }
        return lock;
    }

    /**
     * Refuses a folder that another run has. The folder need not exist.
     *
     * @throws RefusedException when another run has it
     */
    static void requireFree(Path folder) throws IOException, RefusedException {
        if (isHeld(folder)) {
            throw taken(folder);
        }
    }

    /** Tells whether a run has the folder now. */
    static boolean isHeld(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.notExists(file)) { // not the same: a folder that may not be entered shows nothing
            return false;
        }
        try (FolderLock lock = tried(file)) {
            return lock == null;
        }
    }

    private static @Nullable FolderLock tried(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new FolderLock(channel);
            }
        } catch (OverlappingFileLockException _) {
            // Another run in this very process has it.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    private static RefusedException taken(Path folder) {
        String who = RunFile.read(folder).map(run -> " (" + run.inWords() + ")").orElse("");
        return RefusedException.atPresent("Muzon runs here already" + who + ". \"./muzon stop --state " + folder
                + "\" ends it, another \"--state\" names another folder.");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
