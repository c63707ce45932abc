package dev.muzon.extractor.door;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** A body that its server must not let drip. The bytes that came are counted. */
final class GuardedStream extends FilterInputStream {
    private static final int SKIPPED_AT_ONCE = 16 * 1024;

    private final DripGuard drip = new DripGuard();
    private final IntConsumer counter;

    GuardedStream(InputStream body, IntConsumer counter) {
        super(body);
        this.counter = counter;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        long start = System.nanoTime();
        int n = super.read(into, offset, length);
        if (n >= 0) {
            drip.read(System.nanoTime() - start, n);
            counter.accept(n);
        }
        return n;
    }

    /** Reads what is skipped: it comes from the server, too. */
    @Override
    public long skip(long bytes) throws IOException {
        int most = (int) Math.min(bytes, SKIPPED_AT_ONCE);
        return most <= 0 ? 0 : Math.max(0, read(new byte[most], 0, most));
    }
}
