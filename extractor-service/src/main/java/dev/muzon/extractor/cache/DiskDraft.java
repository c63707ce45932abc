package dev.muzon.extractor.cache;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Sound that is being written to the disk. */
final class DiskDraft implements AudioDraft {
    private final CacheFolder folder;
    private final AudioKey key;
    private final long size;
    private final FileLock lock;
    private final Ending ending;
    private final FileChannel channel;
    private final MessageDigest whole = AudioKey.sha256();
    private final MessageDigest block = AudioKey.sha256();
    private final List<String> blocks = new ArrayList<>();
    private long written;
    private boolean committed;
    private boolean closed;

    /** The store's part in the end of a draft. */
    interface Ending {
        /** Returns the time of storing. */
        Instant committed();

        /** Frees the reserved room. */
        void closed();
    }

    /**
     * Begins the file.
     *
     * @param lock of the key, freed by this draft
     */
    DiskDraft(CacheFolder folder, AudioKey key, long size, FileLock lock, Ending ending) throws IOException {
        this.folder = folder;
        this.key = key;
        this.size = size;
        this.lock = lock;
        this.ending = ending;
        this.channel = FileChannel.open(
                folder.path(key, CacheFolder.PART),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    @Override
    public void append(byte[] from, int length) throws IOException {
        if (written + length > size) {
            throw new IOException("more than the " + size + " bytes that were announced");
        }
        ByteBuffer bytes = ByteBuffer.wrap(from, 0, length);
        for (long at = written; bytes.hasRemaining(); ) {
            at += channel.write(bytes, at);
        }
        whole.update(from, 0, length);
        for (int at = 0; at < length; ) {
            int n = (int) Math.min(length - at, Sidecar.BLOCK - written % Sidecar.BLOCK);
            block.update(from, at, n);
            at += n;
            written += n;
            if (written % Sidecar.BLOCK == 0 || written == size) {
                blocks.add(HexFormat.of().formatHex(block.digest()));
            }
        }
    }

    @Override
    public int read(long at, byte[] into, int offset, int length) throws IOException {
        int n = channel.read(ByteBuffer.wrap(into, offset, length), at);
        if (n <= 0) {
            throw new EOFException("nothing was written at " + at);
        }
        return n;
    }

    @Override
    public void commit(AudioLabel label, @Nullable Instant fetched) throws IOException {
        if (written != size) {
            throw new IOException(written + " of " + size + " bytes");
        }
        channel.force(true);
        Instant now = ending.committed();
        String sha256 = HexFormat.of().formatHex(whole.digest());
        Instant stored = fetched == null ? now : fetched;
        var sidecar = new Sidecar(Sidecar.FORM, size, sha256, blocks, stored, label);
        Path part = folder.path(key, CacheFolder.PART);
        Files.setLastModifiedTime(part, FileTime.from(stored));
        folder.writeSidecar(key, JsonMapper.shared().writeValueAsString(sidecar));
        Files.setLastModifiedTime(folder.path(key, CacheFolder.SIDECAR), FileTime.from(now));
        Files.move(part, folder.path(key, CacheFolder.AUDIO), StandardCopyOption.ATOMIC_MOVE);
        folder.sync(key);
        committed = true;
        lock.release();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (channel;
                lock) {
            if (!committed) {
                Files.deleteIfExists(folder.path(key, CacheFolder.PART));
            }
        } catch (IOException e) {
            // The next scan removes it.
        } finally {
            ending.closed();
        }
    }
}
