package dev.muzon.extractor.title;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sound of a Shoutcast or Icecast station without the titles that stand in it at equal distances. */
public final class IcyStream extends InputStream {
    /** Bytes of a unit of a block's length. */
    private static final int UNIT = 16;

    private static final Pattern TITLE = Pattern.compile("StreamTitle='(.*?)'(?:;|\\x00|$)", Pattern.DOTALL);

    private final InputStream in;
    private final int interval;
    private final SongOnAir song;
    private int left;

    /** @param interval bytes of sound between two blocks, at least 1 */
    public IcyStream(InputStream in, int interval, SongOnAir song) {
        this.in = in;
        this.interval = interval;
        this.song = song;
        left = interval;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !passBlock()) {
            return -1;
        }
        int n = in.read(into, offset, Math.min(length, left));
        left -= Math.max(n, 0);
        return n;
    }

    /** Reads the block that comes now. Returns whether there is anything behind it. */
    private boolean passBlock() throws IOException {
        int units = in.read();
        if (units < 0) {
            return false;
        }
        String block = new String(in.readNBytes(units * UNIT), ISO_8859_1);
        if (block.length() < units * UNIT) {
            return false;
        }
        left = interval;
        Matcher title = TITLE.matcher(block);
        if (title.find()) {
            song.tell(title.group(1).getBytes(ISO_8859_1));
        }
        return true;
    }

    @Override
    public int available() throws IOException {
        return Math.min(left, in.available());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
