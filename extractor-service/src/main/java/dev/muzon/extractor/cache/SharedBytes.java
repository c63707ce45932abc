package dev.muzon.extractor.cache;

import dev.muzon.extractor.door.SoundBytes;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Sound of the shared level. Where that breaks off, hangs or is slow, reading goes on at the track's server with the same
 * byte. What was read from its beginning to its end is checked as a whole.
 */
final class SharedBytes implements SoundBytes {
    /** A voice chat plays fewer bytes a second than this, whatever the format. */
    private static final long LEAST_A_SECOND = 64 * 1024;

    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

    private final SharedLevel level;
    private final AudioKey key;
    private final SharedLabel found;
    private final AudioLabel label;
    private final TrackServer server;

    SharedBytes(SharedLevel level, AudioKey key, SharedLabel found, AudioLabel label, TrackServer server) {
        this.level = level;
        this.key = key;
        this.found = found;
        this.label = label;
        this.server = server;
    }

    @Override
    public long size() {
        return found.size();
    }

    @Override
    public String version() {
        return label.version();
    }

    @Override
    public String ending() {
        return label.ending();
    }

    @Override
    public boolean isSeekable() {
        return true;
    }

    @Override
    public InputStream from(long offset) {
        return new Stream(offset);
    }

    private final class Stream extends InputStream {
        private final @Nullable MessageDigest digest;
        private long at;
        private long came;
        private long waited;
        private boolean isShared = true;
        private volatile @Nullable InputStream from;
        private volatile boolean closed;

        private Stream(long at) {
            this.at = at;
            this.digest = at == 0 ? AudioKey.sha256() : null;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (at >= size() || length == 0) {
                return length == 0 ? 0 : -1;
            }
            int n = isShared ? readShared(into, offset, length) : 0;
            if (n == 0) {
                n = opened().read(into, offset, length);
            }
            at += Math.max(0, n);
            return n;
        }

        /** Returns 0 when the rest is to come from the track's server. */
        private int readShared(byte[] into, int offset, int length) throws IOException {
            int n;
            try {
                long start = System.nanoTime();
                n = opened().read(into, offset, (int) Math.min(length, size() - at));
                if (n < 0) {
                    throw new EOFException("ended after " + at + " of " + size() + " bytes");
                }
                checkSpeed(n, System.nanoTime() - start);
            } catch (IOException e) {
                if (closed) {
                    throw e;
                }
                level.failed("shared sound is not read", e);
                isShared = false;
                end();
                return 0;
            }
            check(into, offset, n);
            return n;
        }

        private void checkSpeed(int n, long nanos) throws IOException {
            came += n;
            waited += nanos;
            if (waited > PATIENCE
                    && came < LEAST_A_SECOND * Duration.ofNanos(waited).toSeconds()) {
                throw new IOException(came + " bytes came in " + Duration.ofNanos(waited));
            }
        }

        private void check(byte[] read, int offset, int n) {
            if (digest == null) {
                return;
            }
            digest.update(read, offset, n);
            if (at + n == size() && !HexFormat.of().formatHex(digest.digest()).equals(found.sha256())) {
                level.discard(key);
                throw Failure.of(FailureCode.SOURCE_TRUNCATED, "shared sound is not what was stored")
                        .asException();
            }
        }

        private InputStream opened() throws IOException {
            InputStream open = from;
            if (open == null) {
                open = isShared ? level.open(key, at) : server.from(at);
                from = open;
            }
            if (closed) {
                end();
                throw new IOException("the stream is closed");
            }
            return open;
        }

        private void end() {
            InputStream old = from;
            from = null;
            if (old != null) {
                SharedLevel.close(old);
            }
        }

        @Override
        public void close() {
            closed = true;
            end();
        }
    }
}
