package dev.muzon.extractor.cache;

import java.io.IOException;
import java.io.InputStream;

/** Stored sound from its beginning to its end, as a stream. */
final class StoredStream extends InputStream {
    private final StoredAudio stored;
    private long at;

    StoredStream(StoredAudio stored) {
        this.stored = stored;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (at >= stored.size() || length == 0) {
            return length == 0 ? 0 : -1;
        }
        int n = stored.read(at, into, offset, length);
        at += n;
        return n;
    }
}
