package dev.muzon.extractor.cache;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stored sound as it is read from the disk. Each block is checked before the first of its bytes is given. */
final class DiskAudio implements StoredAudio {
    private final FileChannel channel;
    private final Sidecar sidecar;
    private final long size;
    private final Runnable release;
    private final BitSet good = new BitSet();
    private boolean closed;

    /**
     * Makes a reader.
     *
     * @param channel closed by this reader
     * @param sidecar which is usable
     * @param release tells the store that this reader has gone
     */
    DiskAudio(FileChannel channel, Sidecar sidecar, Runnable release) {
        this.channel = channel;
        this.sidecar = sidecar;
        this.size = sidecar.size();
        this.release = release;
    }

    @Override
    public AudioLabel label() {
        return Objects.requireNonNull(sidecar.label());
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public @Nullable String sha256() {
        return sidecar.sha256();
    }

    @Override
    public Instant fetched() {
        return Objects.requireNonNull(sidecar.stored());
    }

    @Override
    public int read(long at, byte[] into, int offset, int length) throws IOException {
        int number = (int) (at / Sidecar.BLOCK);
        check(number);
        long end = Math.min(size, (number + 1L) * Sidecar.BLOCK);
        int n = channel.read(ByteBuffer.wrap(into, offset, (int) Math.min(length, end - at)), at);
        if (n <= 0) {
            throw new EOFException("the file ends at " + at);
        }
        return n;
    }

    private synchronized void check(int number) throws IOException {
        if (good.get(number)) {
            return;
        }
        long start = (long) number * Sidecar.BLOCK;
        ByteBuffer block = ByteBuffer.allocate((int) Math.min(Sidecar.BLOCK, size - start));
        while (block.hasRemaining()) {
            if (channel.read(block, start + block.position()) < 0) {
                throw new EOFException("the file ends within block " + number);
            }
        }
        MessageDigest digest = AudioKey.sha256();
        digest.update(block.array());
        if (!HexFormat.of()
                .formatHex(digest.digest())
                .equals(Objects.requireNonNull(sidecar.blocks()).get(number))) {
            throw new IOException("block " + number + " is not what was stored");
        }
        good.set(number);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        release.run();
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was written to it.
        }
    }
}
