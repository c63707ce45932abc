package dev.muzon.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The room that is left on the disk of a folder.
 *
 * @param free bytes that this user may write there
 */
public record DiskRoom(long free) {
    private static final long MEGABYTE = 1_000_000;

    /**
     * Measures it.
     *
     * @param folder need not exist: the nearest folder above it counts then
     */
    public static DiskRoom of(Path folder) throws IOException {
        Path there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return new DiskRoom(Files.getFileStore(there).getUsableSpace());
    }

    /** Returns the whole megabytes that are free. */
    public long megabytes() {
        return free / MEGABYTE;
    }

    /** Returns these bytes in megabytes, rounded up. */
    public static long megabytes(long bytes) {
        return Math.ceilDiv(bytes, MEGABYTE);
    }
}
