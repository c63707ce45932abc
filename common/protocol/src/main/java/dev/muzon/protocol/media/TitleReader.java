package dev.muzon.protocol.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A Matroska stream whose titles are told to a listener while it is read. */
final class TitleReader extends InputStream {
    private final InputStream in;
    private final Consumer<String> listener;
    private final ElementHead head = new ElementHead();
    private @Nullable ByteArrayOutputStream tags;
    private long body;
    private boolean lost;

    TitleReader(InputStream in, Consumer<String> listener) {
        this.in = in;
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int n = in.read(into, offset, length);
        for (int at = offset; at < offset + n && !lost; ) {
            if (body > 0) {
                int part = (int) Math.min(body, offset + n - at);
                pass(into, at, part);
                at += part;
            } else if (head.add(into[at++])) {
                begin();
            }
        }
        return n;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void begin() {
        lost = head.isBroken();
        if (!lost) {
            body = head.bodyLength();
            tags = head.id() == ElementHead.TAGS && body <= SongTitles.LONGEST ? new ByteArrayOutputStream() : null;
            head.take();
        }
    }

    private void pass(byte[] bytes, int offset, int length) {
        body -= length;
        if (tags == null) {
            return;
        }
        tags.write(bytes, offset, length);
        if (body == 0) {
            String title = titleIn(tags.toByteArray(), 0, tags.size());
            tags = null;
            if (title != null) {
                listener.accept(title);
            }
        }
    }

    /** Looks for the title between elements, and in those that hold others. */
    private static @Nullable String titleIn(byte[] bytes, int from, int to) {
        boolean named = false;
        var element = new ElementHead();
        for (int at = from; at < to; ) {
            if (!element.add(bytes[at++])) {
                continue;
            }
            if (element.isBroken() || element.bodyLength() > to - at) {
                return null;
            }
            long id = element.id();
            int end = at + (int) element.bodyLength();
            element.take();
            if (id == ElementHead.TAG_NAME) {
                named = new String(bytes, at, end - at, UTF_8).equals("TITLE");
            } else if (id == ElementHead.TAG_STRING && named) {
                return new String(bytes, at, end - at, UTF_8);
            } else if (id == ElementHead.TAG || id == ElementHead.SIMPLE_TAG) {
                String inside = titleIn(bytes, at, end);
                if (inside != null) {
                    return inside;
                }
            }
            at = end;
        }
        return null;
    }
}
