package dev.muzon.extractor.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A file from one byte to another, fetched one chunk ahead. */
final class ChunkStream extends InputStream {
    static final int CHUNK = 512 * 1024;

    private final LongFunction<Future<byte[]>> chunks;
    private final long last;
    private long at;
    private @Nullable Future<byte[]> next;
    private byte[] chunk = new byte[0];
    private long chunkEnd;
    private volatile boolean over;

    /**
     * Begins before the first byte.
     *
     * @param last the offset of the last byte
     * @param chunks begins to fetch the chunk of a number. Each has the same size but the last
     */
    ChunkStream(long start, long last, LongFunction<Future<byte[]>> chunks) {
        this.chunks = chunks;
        this.at = start;
        this.last = last;
        this.chunkEnd = start;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at > last || over) {
            return -1;
        }
        if (at == chunkEnd) {
            turn();
        }
        int n = (int) Math.min(length, Math.min(chunkEnd, last + 1) - at);
        System.arraycopy(chunk, (int) (at % CHUNK), into, offset, n);
        at += n;
        return n;
    }

    /** Passes on each chunk as soon as it is here. */
    void copyTo(OutputStream out) throws IOException {
        while (at <= last) {
            turn();
            int n = (int) (Math.min(chunkEnd, last + 1) - at);
            out.write(chunk, (int) (at % CHUNK), n);
            out.flush();
            at += n;
        }
    }

    private void turn() throws IOException {
        long number = at / CHUNK;
        Future<byte[]> wanted = next == null ? chunks.apply(number) : next;
        next = wanted;
        try {
            chunk = wanted.get();
            chunkEnd = number * CHUNK + chunk.length;
            next = chunkEnd <= last ? chunks.apply(number + 1) : null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IOException(e.getCause());
        } catch (CancellationException e) {
            throw new IOException("the stream is closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        over = true;
        Future<byte[]> ahead = next;
        if (ahead != null) {
            ahead.cancel(true);
        }
    }
}
