package dev.muzon.extractor.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Set;

/**
 * A finder of the pictures in the tags of sound files whose bytes pass by: ID3 (MP3), FLAC and MP4. It believes the
 * lengths in them, and stops where something is not as it should be.
 */
final class PictureFinder {
    /** The beginning of a picture tells its form and its size. */
    private static final int KEPT = 4096;

    private static final int BOX = 8;
    private static final int LARGE_BOX = 16;
    private static final int FLAC_PICTURE = 6;

    /** Unsynchronisation, and a second header that hardly anybody writes. */
    private static final int UNREAD_ID3 = 0xc0;

    private static final Set<String> FIRST_BOXES = Set.of("ftyp", "moov", "free", "skip", "wide", "mdat");
    private static final Set<String> ENTERED_BOXES = Set.of("moov", "udta", "ilst", "covr");

    /** The parts that may stand at the place that is read next. */
    private enum Part {
        BEGINNING,
        ID3_HEADER,
        ID3_FRAME,
        OLD_ID3_FRAME,
        FLAC_BLOCK,
        BOX_HEADER,
        SOUND
    }

    private final byte[] header = new byte[LARGE_BOX];
    private final boolean fromStart;
    private Part part = Part.BEGINNING;
    private int wanted = BOX;
    private int known;

    /** The offset of the next byte that passes. */
    private long at;

    /** The offset of the next header. */
    private long next;

    private long tagEnd;
    private boolean plainLengths;
    private long pictureStart;
    private long pictureEnd;

    /**
     * Begins to read.
     *
     * @param offset in the file, of the first byte that passes
     */
    PictureFinder(long offset) {
        this.at = offset;
        this.next = offset;
        this.fromStart = offset == 0;
    }

    /**
     * Reads bytes that pass.
     *
     * @return the end of the picture in which the byte after them lies, 0 when it lies in none
     */
    long passed(byte[] bytes, int from, int count) {
        long end = at + count;
        while (part != Part.SOUND && next + known < end) {
            header[known] = bytes[from + (int) (next + known - at)];
            known++;
            if (known == wanted) {
                read();
            }
        }
        at = end;
        return at >= pictureStart && at < pictureEnd ? pictureEnd : 0;
    }

    private void read() {
        switch (part) {
            case BEGINNING -> beginning();
            case ID3_HEADER -> id3();
            case ID3_FRAME -> frame(text(0, 4), plainLengths ? number(4, 4) : syncSafe(4), "APIC");
            case OLD_ID3_FRAME -> frame(text(0, 3), number(3, 3), "PIC");
            case FLAC_BLOCK -> block(0);
            case BOX_HEADER -> box();
            case SOUND -> {}
        }
    }

    private void beginning() {
        if (fromStart && text(0, 3).equals("ID3")) {
            part = Part.ID3_HEADER;
            wanted = 10;
        } else if (fromStart && text(0, 4).equals("fLaC")) {
            block(4);
        } else if (FIRST_BOXES.contains(text(4, 4))) {
            part = Part.BOX_HEADER;
            box();
        } else {
            part = Part.SOUND;
        }
    }

    private void go(Part part, int length, long place) {
        this.part = part;
        wanted = length;
        known = 0;
        next = place;
    }

    private void picture(long start, long end) {
        pictureStart = start + KEPT;
        pictureEnd = end;
    }

    private void id3() {
        if ((header[5] & UNREAD_ID3) != 0) {
            part = Part.SOUND;
            return;
        }
        tagEnd = next + wanted + syncSafe(6);
        plainLengths = header[3] < 4;
        nextFrame(header[3] < 3 ? Part.OLD_ID3_FRAME : Part.ID3_FRAME, next + wanted);
    }

    private void nextFrame(Part form, long place) {
        int length = form == Part.ID3_FRAME ? 10 : 6;
        if (place + length > tagEnd) {
            part = Part.SOUND;
        } else {
            go(form, length, place);
        }
    }

    private void frame(String name, long length, String picture) {
        long end = next + wanted + length;
        if (length == 0 || end > tagEnd || !name.chars().allMatch(PictureFinder::namesFrames)) {
            part = Part.SOUND;
            return;
        }
        if (name.equals(picture)) {
            picture(next + wanted, end);
        }
        nextFrame(part, end);
    }

    private static boolean namesFrames(int letter) {
        return (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    }

    /** Reads the header of a block of FLAC, which stands after so many bytes of what was read. */
    private void block(int after) {
        long start = next + after + 4;
        long end = start + number(after + 1, 3);
        if ((header[after] & 0x7f) == FLAC_PICTURE) {
            picture(start, end);
        }
        if ((header[after] & 0x80) != 0) {
            part = Part.SOUND;
        } else {
            go(Part.FLAC_BLOCK, 4, end);
        }
    }

    private void box() {
        String name = text(4, 4);
        long size = number(0, 4);
        boolean large = size == 1;
        if (wanted == BOX && (large || name.equals("meta"))) {
            wanted = LARGE_BOX;
            return;
        }
        if (large) {
            size = number(8, 8);
        }
        if (size < wanted) { // 0 is a box to the end of the file
            part = Part.SOUND;
        } else if (ENTERED_BOXES.contains(name)) {
            go(Part.BOX_HEADER, BOX, next + wanted);
        } else if (name.equals("meta")) {
            // The box of QuickTime lacks the four bytes of version and flags.
            go(Part.BOX_HEADER, BOX, next + (text(12, 4).equals("hdlr") ? BOX : BOX + 4));
        } else {
            if (name.equals("data")) { // others than pictures were passed over with the boxes around them
                picture(next + LARGE_BOX, next + size);
            }
            go(Part.BOX_HEADER, BOX, next + size);
        }
    }

    private String text(int from, int length) {
        return new String(header, from, length, ISO_8859_1);
    }

    private long number(int from, int length) {
        long number = 0;
        for (int i = from; i < from + length; i++) {
            number = number << 8 | (header[i] & 0xff);
        }
        return number;
    }

    /** Reads a length in which the highest bit of each byte means nothing. */
    private long syncSafe(int from) {
        long number = 0;
        for (int i = from; i < from + 4; i++) {
            number = number << 7 | (header[i] & 0x7f);
        }
        return number;
    }
}
