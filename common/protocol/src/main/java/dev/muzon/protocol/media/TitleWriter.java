package dev.muzon.protocol.media;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A Matroska stream into which a title is put before the next cluster, whenever there is a new one. */
final class TitleWriter extends OutputStream {
    private final OutputStream out;
    private final Supplier<@Nullable String> title;
    private final ElementHead head = new ElementHead();
    private @Nullable String told;
    private long body;
    private boolean lost;

    TitleWriter(OutputStream out, Supplier<@Nullable String> title) {
        this.out = out;
        this.title = title;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (lost || body > 0) {
                int n = lost ? end - at : (int) Math.min(body, end - at);
                out.write(bytes, at, n);
                at += n;
                body -= n;
            } else if (head.add(bytes[at++])) {
                begin();
            }
        }
    }

    private void begin() throws IOException {
        lost = head.isBroken();
        if (!lost) {
            body = head.bodyLength();
            tellBefore(head.id());
        }
        out.write(head.take());
    }

    private void tellBefore(long id) throws IOException {
        String now = id == ElementHead.CLUSTER ? title.get() : null;
        if (now != null && !now.equals(told)) {
            told = now;
            out.write(Tag.of(SongTitles.NAME, now));
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
