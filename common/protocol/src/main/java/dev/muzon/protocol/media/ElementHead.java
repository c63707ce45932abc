package dev.muzon.protocol.media;

import java.util.Arrays;

/** The id and the size at the beginning of a Matroska element, collected byte by byte. */
final class ElementHead {
    static final long SEGMENT = 0x18538067L;
    static final long CLUSTER = 0x1F43B675L;
    static final long TAGS = 0x1254C367L;
    static final long TAG = 0x7373;
    static final long SIMPLE_TAG = 0x67C8;
    static final long TAG_NAME = 0x45A3;
    static final long TAG_STRING = 0x4487;

    /** Bytes of the longest element that a tag is looked for in. */
    static final int LONGEST_TAGS = 8 * 1024;

    private static final int LONGEST_ID = 4;
    private static final int LONGEST_SIZE = 8;

    private final byte[] bytes = new byte[LONGEST_ID + LONGEST_SIZE];
    private int length;

    /**
     * Adds the next byte.
     *
     * @return whether the head is whole
     */
    boolean add(byte next) {
        bytes[length++] = next;
        return isBroken() || (length > idLength() && length == idLength() + sizeLength());
    }

    /** Returns whether this cannot be the beginning of an element. */
    boolean isBroken() {
        return idLength() > LONGEST_ID || (length > idLength() && sizeLength() > LONGEST_SIZE);
    }

    private int idLength() {
        return Integer.numberOfLeadingZeros(bytes[0] & 0xFF) - 23;
    }

    private int sizeLength() {
        return Integer.numberOfLeadingZeros(bytes[idLength()] & 0xFF) - 23;
    }

    long id() {
        return number(0, idLength());
    }

    /** Returns the bytes to pass over until the next head. None where the element's own elements follow. */
    long bodyLength() {
        int bits = 7 * sizeLength();
        long unknown = (1L << bits) - 1;
        long size = number(idLength(), length) & unknown;
        return size == unknown || id() == SEGMENT ? 0 : size;
    }

    private long number(int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number << 8 | (bytes[i] & 0xFF);
        }
        return number;
    }

    /** Returns the bytes so far, and starts over. */
    byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, length);
        length = 0;
        return taken;
    }
}
