package dev.muzon.extractor.title;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The title and the artist in an ID3 tag of version 2.3 or 2.4.
 *
 * @param artist null when missing
 * @param title null when missing, as in tags that only tell a time
 */
record Id3Tag(@Nullable String artist, @Nullable String title) {
    static final int HEAD = 10;

    /** Bytes of the longest tag that is read. */
    static final int LONGEST = 16 * 1024;

    private static final int FRAME_HEAD = 10;
    private static final int EXTENDED = 0x40;
    private static final int NEWEST = 4;
    private static final int OLDEST = 3;

    /** Returns whether a tag begins at this place. */
    static boolean begins(byte[] bytes, int at) {
        return at + 5 <= bytes.length
                && bytes[at] == 'I'
                && bytes[at + 1] == 'D'
                && bytes[at + 2] == '3'
                && bytes[at + 3] >= OLDEST
                && bytes[at + 3] <= NEWEST;
    }

    /** Returns how many bytes of a tag are needed to read it, of a long one not all. */
    static int size(byte[] tag) {
        return Math.min(LONGEST, HEAD + number(tag, 6, 7));
    }

    /** Reads as many frames as there are. */
    static Id3Tag read(byte[] tag, int from) {
        @Nullable String artist = null;
        @Nullable String title = null;
        int version = tag[from + 3];
        int end = Math.min(tag.length, from + size(tag));
        int at = from + HEAD;
        if ((tag[from + 5] & EXTENDED) != 0 && at + 4 <= end) {
            at += version == NEWEST ? number(tag, at, 7) : 4 + number(tag, at, 8);
        }
        while (at >= 0 && at + FRAME_HEAD < end) {
            String name = new String(tag, at, 4, ISO_8859_1);
            int length = number(tag, at + 4, version == NEWEST ? 7 : 8);
            at += FRAME_HEAD;
            if (length <= 0 || length > end - at) {
                break;
            }
            if (name.equals("TIT2")) {
                title = text(tag, at, length);
            } else if (name.equals("TPE1")) {
                artist = text(tag, at, length);
            }
            at += length;
        }
        return new Id3Tag(artist, title);
    }

    void tell(SongOnAir song) {
        song.tell(artist, title);
    }

    private static int number(byte[] bytes, int at, int bits) {
        int number = 0;
        for (int i = at; i < at + 4; i++) {
            number = number << bits | (bytes[i] & 0xFF);
        }
        return number;
    }

    /** Returns the first of the values. */
    private static @Nullable String text(byte[] tag, int at, int length) {
        Charset letters = switch (tag[at]) {
            case 1 -> UTF_16;
            case 2 -> UTF_16BE;
            case 3 -> UTF_8;
            default -> ISO_8859_1;
        };
        String all = new String(tag, at + 1, length - 1, letters);
        int end = all.indexOf('\0');
        String first = end < 0 ? all : all.substring(0, end);
        return first.isBlank() ? null : first;
    }
}
