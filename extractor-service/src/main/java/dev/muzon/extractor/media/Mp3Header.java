package dev.muzon.extractor.media;

import org.jspecify.annotations.Nullable;

/**
 * The first four bytes of a frame of mp3.
 *
 * @param samples of one channel that the frame holds
 * @param rate in samples a second
 * @param bits a second
 * @param isPadded whether the frame has a byte more than others of its rate
 * @param tag where a frame that only describes the file has its tag
 */
record Mp3Header(int samples, int rate, int bits, boolean isPadded, int tag) {
    static final int LENGTH = 4;

    private static final int[] KILOBITS = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KILOBITS_OF_LOW_RATES = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int MPEG_1 = 3;
    private static final int MPEG_2 = 2;
    private static final int MPEG_2_5 = 0;
    private static final int LAYER_3 = 1;
    private static final int MONO = 3;

    /** Reads a header, null where none is. */
    static @Nullable Mp3Header at(byte[] bytes, int offset) {
        if (offset < 0 || offset + LENGTH > bytes.length) {
            return null;
        }
        int version = bytes[offset + 1] >> 3 & 3;
        int bitrate = bytes[offset + 2] >> 4 & 15;
        int rate = bytes[offset + 2] >> 2 & 3;
        boolean isFrame = bytes[offset] == (byte) 0xff
                && (bytes[offset + 1] & 0xe0) == 0xe0
                && version != 1
                && (bytes[offset + 1] >> 1 & 3) == LAYER_3
                && bitrate > 0
                && bitrate < KILOBITS.length
                && rate < RATES.length;
        if (!isFrame) {
            return null;
        }
        boolean full = version == MPEG_1;
        boolean mono = (bytes[offset + 3] >> 6 & 3) == MONO;
        return new Mp3Header(
                full ? 1152 : 576,
                RATES[rate] / (version == MPEG_2_5 ? 4 : version == MPEG_2 ? 2 : 1),
                (full ? KILOBITS : KILOBITS_OF_LOW_RATES)[bitrate] * 1000,
                (bytes[offset + 2] & 2) != 0,
                LENGTH + (full ? (mono ? 17 : 32) : mono ? 9 : 17));
    }

    /** Returns its bytes, header included. */
    int length() {
        return (int) lengthOf(1) + (isPadded ? 1 : 0);
    }

    /** Returns the bytes of so many frames of this rate, as an encoder that keeps the rate pads them. */
    long lengthOf(long frames) {
        return frames * samples / 8 * bits / rate;
    }

    boolean hasRateOf(Mp3Header other) {
        return samples == other.samples && rate == other.rate && bits == other.bits;
    }
}
