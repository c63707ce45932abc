package dev.muzon.extractor.door;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a sound file, with zeros where its large pictures are. They are not fetched, so that a song begins at
 * once whatever its cover weighs. Every other byte keeps its place.
 */
final class PicturelessStream extends InputStream {
    /** Fewer bytes are fetched sooner than a server answers again. */
    private static final int WORTH_IT = 128 * 1024;

    /** Nobody makes a server answer more often with one file. */
    private static final int MOST_PICTURES = 8;

    /** The opener of the bytes after a picture. */
    @FunctionalInterface
    interface Rest {
        /** Asks for the bytes from an offset on, null when the server does not give exactly them. */
        @Nullable InputStream from(long offset);
    }

    private final PictureFinder finder;
    private final long size;
    private final Rest rest;
    private InputStream body;
    private long at;
    private long zeros;
    private int pictures;

    /**
     * Begins with a body.
     *
     * @param offset of its first byte in the file
     * @param size of the file
     */
    PicturelessStream(InputStream body, long offset, long size, Rest rest) {
        this.body = body;
        this.at = offset;
        this.size = size;
        this.rest = rest;
        this.finder = new PictureFinder(offset);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n;
        if (zeros > 0) {
            n = (int) Math.min(length, zeros);
            Arrays.fill(into, offset, offset + n, (byte) 0);
            zeros -= n;
        } else {
            n = body.read(into, offset, length);
        }
        if (n > 0) {
            at += n;
            long end = Math.min(finder.passed(into, offset, n), size);
            if (zeros == 0 && end - at >= WORTH_IT && pictures < MOST_PICTURES) {
                pictures++;
                leaveOut(end);
            }
        }
        return n;
    }

    private void leaveOut(long end) {
        InputStream after = end == size ? InputStream.nullInputStream() : rest.from(end);
        if (after != null) {
            body = after;
            zeros = end - at;
        }
    }

    @Override
    public int available() throws IOException {
        return zeros > 0 ? (int) Math.min(zeros, Integer.MAX_VALUE) : body.available();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
