package dev.muzon.extractor.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Silence that an encoder put around the sound of an mp3 file, as its first frame tells. ffmpeg cuts it off at the
 * beginning of a file, so a place in the middle is counted from behind it.
 *
 * @param before samples before the sound, with those that the decoder adds
 * @param end samples up to the end of the sound, null when the frame does not tell
 */
record Mp3Padding(long before, @Nullable Long end) {
    private static final int DECODER_DELAY = 529;
    private static final int VBRI = 36;
    private static final int FRAMES = 1;
    private static final int BYTES = 2;
    private static final int TABLE = 4;
    private static final int QUALITY = 8;

    /** Bytes from the encoder's name to the lengths of its silence. */
    private static final int LENGTHS = 21;

    private static final Set<String> ENCODERS = Set.of("LAME", "Lavf", "Lavc");

    /** Reads the frame that describes the file, null when the first one holds sound. */
    static @Nullable Mp3Padding in(byte[] beginning, Mp3Header first) {
        if (first.length() > beginning.length) {
            return null;
        }
        if (word(beginning, VBRI).equals("VBRI")) {
            return new Mp3Padding(0, null);
        }
        String tag = word(beginning, first.tag());
        if (!tag.equals("Xing") && !tag.equals("Info")) {
            return null;
        }
        ByteBuffer frame = ByteBuffer.wrap(beginning);
        int flags = frame.getInt(first.tag() + 4);
        int at = first.tag() + 8;
        long frames = (flags & FRAMES) == 0 ? 0 : Integer.toUnsignedLong(frame.getInt(at));
        at += ((flags & FRAMES) == 0 ? 0 : 4) + ((flags & BYTES) == 0 ? 0 : 4);
        at += ((flags & TABLE) == 0 ? 0 : 100) + ((flags & QUALITY) == 0 ? 0 : 4);
        if (!ENCODERS.contains(word(beginning, at)) || at + LENGTHS + 4 > beginning.length) {
            return new Mp3Padding(0, null);
        }
        int lengths = frame.getInt(at + LENGTHS) >>> 8;
        long after = lengths & 0xfff;
        return new Mp3Padding(
                (lengths >>> 12) + DECODER_DELAY,
                frames == 0 ? null : frames * first.samples() - after + DECODER_DELAY);
    }

    private static String word(byte[] bytes, int at) {
        return at + 4 > bytes.length ? "" : new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }
}
