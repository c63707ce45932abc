package dev.muzon.voice.audio;

/**
 * The loudness of one call. A change is spread over one frame: as fast as a fade can be without a click. Values beyond
 * 16 bits are cut, not wrapped.
 */
final class Gain {
    private float current;

    /** Where the last frame ended. */
    float current() {
        return current;
    }

    /** From here without a fade. */
    void jumpTo(float gain) {
        current = gain;
    }

    /** Fades the frame from where the last one ended to the target. */
    void apply(byte[] frame, float target) {
        float from = current;
        current = target;
        if (from == 1 && target == 1) {
            return;
        }
        int samples = frame.length / Pcm.SAMPLE_BYTES;
        float step = (target - from) / samples;
        for (int i = 0; i < samples; i++) {
            float gain = from + step * (i + 1);
            scale(frame, i * Pcm.SAMPLE_BYTES, gain);
            scale(frame, i * Pcm.SAMPLE_BYTES + 2, gain);
        }
    }

    private static void scale(byte[] frame, int at, float gain) {
        int value = (short) ((frame[at] & 0xff) | (frame[at + 1] << 8));
        int scaled = Math.clamp(Math.round(value * gain), Short.MIN_VALUE, Short.MAX_VALUE);
        frame[at] = (byte) scaled;
        frame[at + 1] = (byte) (scaled >> 8);
    }
}
