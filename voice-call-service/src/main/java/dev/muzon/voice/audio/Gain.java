package dev.muzon.voice.audio;

/**
 * The loudness of one call. A change is spread over one frame, the fastest fade without a click. A gain above 1 is
 * limited where it would exceed 16 bits.
 */
final class Gain {
    private final Limiter limiter = new Limiter();
    private float current;

    /** Returns the gain at which the last frame ended. */
    float current() {
        return current;
    }

    /** Sets the gain for the next frame without a fade. */
    void jumpTo(float gain) {
        current = gain;
    }

    /** Fades the frame from where the last one ended to the target. */
    void apply(byte[] frame, float target) {
        float from = current;
        current = target;
        if (from == 1 && target == 1 && limiter.open()) {
            return;
        }
        int samples = frame.length / Pcm.SAMPLE_BYTES;
        float step = (target - from) / samples;
        for (int i = 0; i < samples; i++) {
            float gain = from + step * (i + 1);
            int at = i * Pcm.SAMPLE_BYTES;
            float left = sample(frame, at) * gain;
            float right = sample(frame, at + 2) * gain;
            float limit = limiter.next(Math.max(Math.abs(left), Math.abs(right)));
            put(frame, at, left * limit);
            put(frame, at + 2, right * limit);
        }
    }

    private static int sample(byte[] frame, int at) {
        return (short) ((frame[at] & 0xff) | (frame[at + 1] << 8));
    }

    private static void put(byte[] frame, int at, float value) {
        int sample = Math.round(value);
        frame[at] = (byte) sample;
        frame[at + 1] = (byte) (sample >> 8);
    }
}
