package dev.muzon.protocol.media;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A {@code Tags} element of Matroska with one tag. */
final class Tag {
    private Tag() {}

    /** Makes the element that holds one tag. */
    static byte[] of(String tag, String value) {
        byte[] name = element(ElementHead.TAG_NAME, tag.getBytes(UTF_8));
        byte[] string = element(ElementHead.TAG_STRING, value.getBytes(UTF_8));
        byte[] simple = element(ElementHead.SIMPLE_TAG, name, string);
        return element(ElementHead.TAGS, element(ElementHead.TAG, simple));
    }

    private static byte[] element(long id, byte[]... parts) {
        var body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(part);
        }
        var element = new ByteArrayOutputStream();
        for (int shift = 24; shift >= 0; shift -= 8) {
            if (id >>> shift != 0) {
                element.write((int) (id >>> shift));
            }
        }
        element.write(0x40 | body.size() >> 8);
        element.write(body.size());
        element.writeBytes(body.toByteArray());
        return element.toByteArray();
    }
}
