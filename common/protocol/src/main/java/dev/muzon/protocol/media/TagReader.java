package dev.muzon.protocol.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A Matroska stream whose tags of one name are told to a listener while it is read. */
final class TagReader extends InputStream {
    private final InputStream in;
    private final String name;
    private final Consumer<String> listener;
    private final ElementHead head = new ElementHead();
    private @Nullable ByteArrayOutputStream tags;
    private long body;
    private boolean lost;

    TagReader(InputStream in, String name, Consumer<String> listener) {
        this.in = in;
        this.name = name;
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
            tags = head.id() == ElementHead.TAGS && body <= ElementHead.LONGEST_TAGS
                    ? new ByteArrayOutputStream()
                    : null;
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
            String value = valueIn(tags.toByteArray(), 0, tags.size());
            tags = null;
            if (value != null) {
                listener.accept(value);
            }
        }
    }

    /** Looks for the tag between elements, and in those that hold others. */
    private @Nullable String valueIn(byte[] bytes, int from, int to) {
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
                named = new String(bytes, at, end - at, UTF_8).equals(name);
            } else if (id == ElementHead.TAG_STRING && named) {
                return new String(bytes, at, end - at, UTF_8);
            } else if (id == ElementHead.TAG || id == ElementHead.SIMPLE_TAG) {
                String inside = valueIn(bytes, at, end);
                if (inside != null) {
                    return inside;
                }
            }
            at = end;
        }
        return null;
    }
}
