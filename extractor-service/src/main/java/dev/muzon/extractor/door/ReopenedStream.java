package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The rest of some sound. A connection that breaks is replaced at the same byte. */
public final class ReopenedStream extends InputStream {
    /** The opener of connections. */
    @FunctionalInterface
    public interface Opener {
        /** Asks for the bytes from an offset on. */
        InputStream open(long offset);

        /** Returns what an exception of reading says about the server. */
        default FailureException explain(IOException e) {
            return Failure.of(FailureCode.SOURCE_UNAVAILABLE, "the sound broke off: " + e)
                    .causedBy(e);
        }

        /** Returns whether nothing is fetched any more. */
        default boolean isOver() {
            return false;
        }
    }

    private final long size;
    private final Opener opener;
    private final Persistence persistence = new Persistence();
    private long at;
    private DripGuard drip = new DripGuard();
    private volatile @Nullable InputStream current;
    private volatile boolean closed;

    public ReopenedStream(long from, long size, Opener opener) {
        this.at = from;
        this.size = size;
        this.opener = opener;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (at < size && length > 0) {
            if (closed) {
                throw new IOException("the stream is closed");
            }
            try {
                int n = readOnce(into, offset, (int) Math.min(length, size - at));
                at += n;
                persistence.progress(n);
                return n;
            } catch (FailureException e) {
                end();
                if (closed || opener.isOver()) {
                    throw e;
                }
                persistence.failed(e, at);
            }
        }
        return length == 0 ? 0 : -1;
    }

    private int readOnce(byte[] into, int offset, int length) {
        InputStream from = current;
        if (from == null) {
            from = opener.open(at);
            current = from;
            drip = new DripGuard();
        }
        try {
            if (closed) {
                throw new IOException("the stream is closed");
            }
            long begin = System.nanoTime();
            int n = from.read(into, offset, length);
            if (n < 0) {
                throw Failure.of(FailureCode.SOURCE_TRUNCATED, "ended after " + at + " of " + size + " bytes")
                        .asException();
            }
            drip.read(System.nanoTime() - begin, n);
            return n;
        } catch (IOException e) {
            throw opener.explain(e);
        }
    }

    private void end() {
        InputStream old = current;
        current = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException _) {
                // It was broken or is not needed.
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        end();
    }
}
