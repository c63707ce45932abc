package dev.muzon.extractor.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * The budget of the disk. Whatever is fetched reserves its room before it is written, and the least recently played of
 * everything that is kept makes that room. What other processes write into the same folders counts once it is whole.
 */
public final class DiskBudget {
    private final DataSize size;
    private final DataSize freeSpace;
    private final Disk disk;
    private final List<Hoard> hoards = new CopyOnWriteArrayList<>();
    private long reserved;
    private long unwritten;

    /** Kept files of one kind. */
    public interface Hoard {
        List<Kept> kept() throws IOException;
    }

    /**
     * Something that is kept.
     *
     * @param size in bytes
     * @param used when it was played last
     * @param removal null while it has to stay
     */
    public record Kept(long size, Instant used, @Nullable Removal removal) {}

    /** The removal of something that is kept. */
    public interface Removal {
        void run() throws IOException;
    }

    /** The room that a disk still has. */
    @FunctionalInterface
    interface Disk {
        /**
         * Measures it.
         *
         * @param folder that lies on the disk
         * @return bytes that may still be written there
         */
        long usable(Path folder) throws IOException;
    }

    /**
     * Makes a budget.
     *
     * @param size of everything that is kept or fetched
     * @param freeSpace of the disk that is left to others
     */
    public DiskBudget(DataSize size, DataSize freeSpace) {
        this(size, freeSpace, folder -> Files.getFileStore(folder).getUsableSpace());
    }

    DiskBudget(DataSize size, DataSize freeSpace, Disk disk) {
        this.size = size;
        this.freeSpace = freeSpace;
        this.disk = disk;
    }

    /** Counts the files of a kind from now on. */
    public void add(Hoard hoard) {
        hoards.add(hoard);
    }

    /**
     * Reserves room for something that need not be kept.
     *
     * @return null when the budget is used by what has to stay
     * @throws DiskShortage when the disk has no room for it
     */
    public @Nullable Room ask(Path folder, long bytes) throws IOException {
        var room = new Room(folder);
        return reserve(room, bytes, false) ? room : null;
    }

    /** Begins something without which nothing can be played, and whose size is not known. */
    public Room open(Path folder) {
        return new Room(folder);
    }

    private synchronized boolean reserve(Room room, long bytes, boolean needed) throws IOException {
        List<Kept> all = kept();
        long total = all.stream().mapToLong(Kept::size).sum() + reserved + bytes;
        long removable = all.stream()
                .filter(kept -> kept.removal() != null)
                .mapToLong(Kept::size)
                .sum();
        long usable = disk.usable(room.folder) - (unwritten - room.unwritten) - bytes - freeSpace.toBytes();
        if (usable + removable < 0) {
            throw new DiskShortage("less than " + freeSpace + " are free on the disk");
        }
        if (!needed && total - removable > size.toBytes()) {
            return false;
        }
        for (Kept kept : all) {
            if (total <= size.toBytes() && usable >= 0) {
                break;
            }
            if (kept.removal() != null) {
                kept.removal().run();
                total -= kept.size();
                usable += kept.size();
            }
        }
        reserved += bytes;
        unwritten += bytes - room.unwritten;
        room.held += bytes;
        room.unwritten = bytes;
        return true;
    }

    /** Returns everything that is kept, the least recently played first. */
    private List<Kept> kept() throws IOException {
        var all = new ArrayList<Kept>();
        for (Hoard hoard : hoards) {
            all.addAll(hoard.kept());
        }
        all.sort(Comparator.comparing(Kept::used));
        return all;
    }

    private synchronized void free(Room room) {
        reserved -= room.held;
        unwritten -= room.unwritten;
        room.held = 0;
        room.unwritten = 0;
    }

    /** Reserved room. Closing frees it for others, and what was written in it counts as kept from then on. */
    public final class Room implements AutoCloseable {
        private final Path folder;
        private long held;
        private long unwritten;

        private Room(Path folder) {
            this.folder = folder;
        }

        /**
         * Reserves more, beyond the size of the budget if need be. What was reserved before is taken for written.
         *
         * @throws DiskShortage when the disk has no room for it
         */
        public void grow(long bytes) throws IOException {
            reserve(this, bytes, true);
        }

        @Override
        public void close() {
            free(this);
        }
    }
}
