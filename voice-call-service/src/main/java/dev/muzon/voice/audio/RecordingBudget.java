package dev.muzon.voice.audio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.springframework.util.unit.DataSize;

/**
 * The disk that all recordings of the process may take together. When it is spent, or when the disk has little room
 * left, a track is fetched in parts. So each recording may always take a little, until the disk is full.
 */
public final class RecordingBudget {
    /** Two minutes of good sound. The next part is fetched when this one was decoded. */
    private static final DataSize ALWAYS = DataSize.ofMegabytes(4);

    private final DataSize limit;
    private final long always;
    private final DataSize freeSpace;
    private final LongSupplier usable;
    private long taken;

    /**
     * Makes a budget.
     *
     * @param freeSpace of the disk that is left to others
     * @param directory of the recordings
     */
    public RecordingBudget(DataSize limit, DataSize freeSpace, Path directory) {
        this(limit, ALWAYS, freeSpace, () -> usable(directory));
    }

    /** Signal that the disk has no room at all. */
    static final class DiskFull extends IOException {
        private static final long serialVersionUID = 1;

        private DiskFull() {
            super("the disk of the recordings is full");
        }
    }

    /**
     * Makes a budget.
     *
     * @param always how much of it each recording has, spent or not
     * @param usable the bytes that the disk has room for
     */
    RecordingBudget(DataSize limit, DataSize always, DataSize freeSpace, LongSupplier usable) {
        this.freeSpace = freeSpace;
        this.usable = usable;
        this.limit = limit;
        this.always = always.toBytes();
    }

    private static long usable(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // writing tells whether there is room
        }
    }

    /** Describes both limits for people. */
    String limits() {
        return limit + " for all, and " + freeSpace + " of the disk for others";
    }

    /** Returns the bytes that recordings take now. */
    synchronized long taken() {
        return taken;
    }

    /**
     * Takes room for the next bytes of a recording.
     *
     * @param size of the recording with these bytes
     * @return false when this recording has to end here
     * @throws DiskFull when no recording has room
     */
    synchronized boolean take(int bytes, long size) throws DiskFull {
        long free = usable.getAsLong() - bytes;
        if (free < 0) {
            throw new DiskFull();
        }
        if ((taken + bytes > limit.toBytes() || free < freeSpace.toBytes()) && size > always) {
            return false;
        }
        taken += bytes;
        return true;
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
    }
}
