package dev.muzon.voice.audio;

/**
 * The way from floats to 16 bits. Noise of two steps, which nobody hears, takes the place of the distortion that plain
 * rounding makes of quiet music. Values that 16 bits hold exactly stay as they are, silence among them.
 */
final class Dither {
    private static final float SCALE = 32_768;

    /** Makes values positive, because casts round positive ones down and negative ones up. */
    private static final int OFFSET = 40_000;

    private int seed = 0x2545F491;

    /** Writes a frame as signed 16-bit little-endian values. */
    void write(float[] frame, byte[] out) {
        for (int i = 0; i < Pcm.FRAME_VALUES; i++) {
            float scaled = frame[i] * SCALE;
            int value = (int) scaled;
            if (value != scaled) {
                value = (int) (scaled + noise() + OFFSET + 0.5f) - OFFSET;
            }
            if (value > Short.MAX_VALUE) {
                value = Short.MAX_VALUE;
            } else if (value < Short.MIN_VALUE) {
                value = Short.MIN_VALUE;
            }
            out[2 * i] = (byte) value;
            out[2 * i + 1] = (byte) (value >> 8);
        }
    }

    /** Returns triangular noise within ±1. Its two halves are the two halves of one random number. */
    private float noise() {
        int x = seed;
        x ^= x << 13;
        x ^= x >>> 17;
        x ^= x << 5;
        seed = x;
        return ((x >> 16) + (short) x) * (1f / 65_536);
    }
}
