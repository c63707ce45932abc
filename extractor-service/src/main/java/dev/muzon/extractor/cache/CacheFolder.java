package dev.muzon.extractor.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the cache: {@code ab/abcd….audio} with its {@code .json}, and {@code .part} while it is fetched. Writers of
 * one key exclude each other by a lock on one byte of the file {@code locks}. The kernel frees it when a process dies.
 */
final class CacheFolder implements AutoCloseable {
    static final String AUDIO = ".audio";
    static final String SIDECAR = ".json";
    static final String PART = ".part";
    static final String UNFINISHED_SIDECAR = ".tmp";

    private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})\\.[a-z]+");
    private static final int FOLDER_LETTERS = 2;
    private static final int LOCK_LETTERS = 15;
    private static final int HEX = 16;

    private final Path root;
    private @Nullable FileChannel locks;

    CacheFolder(Path root) {
        this.root = root;
    }

    /**
     * Stored sound as the folder tells of it.
     *
     * @param used when it was played last
     */
    record Entry(AudioKey key, long size, Instant stored, Instant used) {}

    Path path(AudioKey key, String ending) {
        return root.resolve(key.hex().substring(0, FOLDER_LETTERS)).resolve(key.hex() + ending);
    }

    /** Makes the folder of a key. Only our own user may read it. */
    void makeFor(AudioKey key) throws IOException {
        Path folder = path(key, AUDIO).getParent();
        if (folder != null && Files.notExists(folder)) {
            Files.createDirectories(folder, onlyOurs());
        }
    }

    private static FileAttribute<?>[] onlyOurs() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Locks a key against other writers, of other processes too. Null when one of them has it. */
    synchronized @Nullable FileLock lock(AudioKey key) throws IOException {
        FileChannel channel = locks;
        if (channel == null || !channel.isOpen()) {
            Files.createDirectories(root, onlyOurs());
            channel = FileChannel.open(
                    root.resolve("locks"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            locks = channel;
        }
        try {
            return channel.tryLock(Long.parseLong(key.hex().substring(0, LOCK_LETTERS), HEX), 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Returns what is stored, and removes what a killed process left half done. */
    List<Entry> scan() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (Files.notExists(root)) {
            return entries;
        }
        for (AudioKey key : keys()) {
            Entry entry = entry(key);
            if (entry != null) {
                entries.add(entry);
            }
            if (entry == null || Files.exists(path(key, PART)) || Files.exists(path(key, UNFINISHED_SIDECAR))) {
                removeDebris(key);
            }
        }
        return entries;
    }

    private Set<AudioKey> keys() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.find(root, FOLDER_LETTERS, (_, attributes) -> attributes.isRegularFile())) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    names.add(name.group(1));
                }
            }
        }
        Set<AudioKey> keys = new LinkedHashSet<>();
        names.forEach(name -> keys.add(new AudioKey(name)));
        return keys;
    }

    private @Nullable Entry entry(AudioKey key) throws IOException {
        try {
            BasicFileAttributes audio = Files.readAttributes(path(key, AUDIO), BasicFileAttributes.class);
            BasicFileAttributes sidecar = Files.readAttributes(path(key, SIDECAR), BasicFileAttributes.class);
            return new Entry(
                    key,
                    audio.size() + sidecar.size(),
                    audio.lastModifiedTime().toInstant(),
                    sidecar.lastModifiedTime().toInstant());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private void removeDebris(AudioKey key) throws IOException {
        try (FileLock lock = lock(key)) {
            if (lock == null) {
                return;
            }
            Files.deleteIfExists(path(key, PART));
            Files.deleteIfExists(path(key, UNFINISHED_SIDECAR));
            if (entry(key) == null) {
                remove(key);
            }
        }
    }

    /** Removes stored sound. The sidecar goes first: without it nothing is found. */
    void remove(AudioKey key) throws IOException {
        Files.deleteIfExists(path(key, SIDECAR));
        Files.deleteIfExists(path(key, AUDIO));
    }

    /** Writes a sidecar so that it is there whole or not at all. The caller has the lock. */
    void writeSidecar(AudioKey key, String json) throws IOException {
        Path unfinished = path(key, UNFINISHED_SIDECAR);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(unfinished, path(key, SIDECAR), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Makes renamed files outlast a power cut. */
    void sync(AudioKey key) throws IOException {
        Path folder = path(key, AUDIO).getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        FileChannel channel = locks;
        if (channel != null) {
            channel.close();
        }
    }
}
