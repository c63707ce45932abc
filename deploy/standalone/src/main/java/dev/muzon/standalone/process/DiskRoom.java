package dev.muzon.standalone.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The room that is left on the disk of a folder.
 *
 * @param free bytes that this user may write there
 */
public record DiskRoom(long free) {
    /** A sentence that says what helps where a run has too little. */
    public static final String REMEDY = "Free some, or name a folder on another disk with --state.";

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

    /**
     * Says that the disk of a folder lacks room, empty when it does not.
     *
     * @param folder need not exist
     * @param bytes that are needed there
     */
    public static Optional<String> lack(Path folder, long bytes) throws IOException {
        DiskRoom room = of(folder);
        return room.free() >= bytes
                ? Optional.empty()
                : Optional.of("The disk of %s is full: %d MB are needed, %d MB are free"
                        .formatted(folder, megabytes(bytes), room.megabytes()));
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
