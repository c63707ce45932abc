package dev.muzon.voice.audio;

import dev.muzon.resilience.Span;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Media that break off when nothing arrives for too long. A sender that hangs, or whose host is gone, says so to nobody.
 * The read cannot be interrupted, so a watcher closes the media under it.
 */
final class StallLimit extends FilterInputStream {
    private static final long SHORTEST_NAP = Duration.ofMillis(1).toNanos();

    private final Duration limit;
    private final Thread watcher;
    private volatile long readSince;
    private volatile boolean reading;
    private volatile boolean stalled;
    private volatile boolean closed;

    StallLimit(InputStream media, Duration limit) {
        super(media);
        this.limit = limit;
        watcher = Thread.ofVirtual().name("stall-limit").start(this::watch);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        readSince = System.nanoTime();
        reading = true;
        try {
            int n = in.read(into, offset, length);
            if (stalled) {
                throw new IOException("closed");
            }
            return n;
        } catch (IOException e) {
            throw stalled ? new IOException("nothing arrived for " + new Span(limit), e) : e;
        } finally {
            reading = false;
        }
    }

    private void watch() {
        while (!closed && !stalled) {
            long waited = reading ? System.nanoTime() - readSince : 0;
            if (waited < limit.toNanos()) {
                LockSupport.parkNanos(this, Math.max(SHORTEST_NAP, limit.toNanos() - waited));
            } else {
                stalled = true;
                closeQuietly();
            }
        }
    }

    private void closeQuietly() {
        try {
            in.close();
        } catch (IOException e) {
            // The read that waits fails all the same, and tells why.
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        LockSupport.unpark(watcher);
        in.close();
    }
}
