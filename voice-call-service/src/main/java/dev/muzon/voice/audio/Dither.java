package dev.muzon.voice.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/**
 * The way from floats to 16 bits. Noise of two steps, which nobody hears, takes the place of the distortion that plain
 * rounding makes of quiet music. Values that 16 bits hold exactly stay as they are, silence among them.
 */
final class Dither {
    /** Bits of a value below one step. */
    private static final int FRACTION_BITS = 12;

    private static final int STEP = 1 << FRACTION_BITS;
    private static final int FRACTION = STEP - 1;
    private static final float SCALE = 32_768f * STEP;

    private final short[] values = new short[Pcm.FRAME_VALUES];
    private final ByteBuffer bytes = ByteBuffer.allocate(Pcm.FRAME_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final ShortBuffer view = bytes.asShortBuffer();
    private int seed = 0x2545F491;

    /** Writes a frame as signed 16-bit little-endian values. */
    void write(float[] frame, byte[] out) {
        int random = seed;
        for (int i = 0; i < Pcm.FRAME_VALUES; i++) {
            // Too large values become the largest, because casts do that.
            int fine = (int) (frame[i] * SCALE);
            if ((fine & FRACTION) != 0) {
                random ^= random << 13;
                random ^= random >>> 17;
                random ^= random << 5;
                fine += noise(random) + STEP / 2;
            }
            int value = fine >> FRACTION_BITS;
            if (value > Short.MAX_VALUE) {
                value = Short.MAX_VALUE;
            } else if (value < Short.MIN_VALUE) {
                value = Short.MIN_VALUE;
            }
            values[i] = (short) value;
        }
        seed = random;
        // Two copies of everything are cheaper than two stores for each value, and leave no garbage.
        view.put(0, values);
        bytes.get(0, out);
    }

    /** Returns triangular noise within one step. Its two halves are parts of one random number. */
    private static int noise(int random) {
        return (random >>> (32 - FRACTION_BITS)) + (random & FRACTION) - FRACTION;
    }
}
