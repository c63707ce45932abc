package dev.muzon.extractor.cache;

import dev.muzon.extractor.door.SoundBytes;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The bytes of a track as players read them: from a shelf, or else from the server. */
record CachedSound(Shelf shelf, long size, String ending, boolean isSeekable, CacheMeters meters)
        implements SoundBytes {
    @Override
    public String version() {
        return "";
    }

    @Override
    public InputStream from(long offset) {
        return new Stream(offset);
    }

    private final class Stream extends InputStream {
        private long at;
        private volatile boolean closed;
        private volatile @Nullable InputStream server;

        private Stream(long at) {
            this.at = at;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (at >= size || length == 0) {
                return length == 0 ? 0 : -1;
            }
            int n = readSome(into, offset, length);
            at += Math.max(0, n);
            return n;
        }

        private int readSome(byte[] into, int offset, int length) throws IOException {
            InputStream from = server;
            while (from == null) {
                if (closed) {
                    throw new IOException("the stream is closed");
                }
                int n = shelf.read(at, into, offset, length);
                if (n > 0) {
                    return n;
                }
                if (n == Shelf.ELSEWHERE && !closed) {
                    meters.bypass();
                    from = shelf.server(at);
                    server = from;
                }
            }
            return from.read(into, offset, length);
        }

        @Override
        public void close() throws IOException {
            closed = true;
            InputStream from = server;
            if (from != null) {
                from.close();
            }
        }
    }
}
