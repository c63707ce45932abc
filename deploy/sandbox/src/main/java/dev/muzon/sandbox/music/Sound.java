package dev.muzon.sandbox.music;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A stretch of stereo sound that is added to, put into a room and levelled. */
final class Sound {
    /** Samples per second. */
    static final int RATE = 48_000;

    private static final float PEAK = 0.82f;
    private static final double FADE_OUT_SECONDS = 3;

    private final float[] left;
    private final float[] right;

    Sound(double seconds) {
        left = new float[(int) (seconds * RATE)];
        right = new float[left.length];
    }

    int length() {
        return left.length;
    }

    /** Adds a sample. Nothing is heard beyond the end. */
    void add(int at, double value, double place) {
        if (at >= 0 && at < left.length) {
            left[at] += (float) (value * (1 - 0.5 * Math.max(0, place)));
            right[at] += (float) (value * (1 + 0.5 * Math.min(0, place)));
        }
    }

    /** Puts the sound into a hall. */
    void reverberate(double amount) {
        new Reverb(0).in(left, amount);
        new Reverb(23).in(right, amount);
    }

    /** Raises the loudest moment to the usual level and lets the end die away. */
    void finish() {
        float peak = 1e-6f;
        for (int i = 0; i < left.length; i++) {
            peak = Math.max(peak, Math.max(Math.abs(left[i]), Math.abs(right[i])));
        }
        int fading = (int) (FADE_OUT_SECONDS * RATE);
        for (int i = 0; i < left.length; i++) {
            float gain = PEAK / peak * Math.min(1f, (left.length - i) / (float) fading);
            left[i] *= gain;
            right[i] *= gain;
        }
    }

    /** Returns 16 bit little-endian samples, interleaved. */
    byte[] pcm() {
        ByteBuffer pcm = ByteBuffer.allocate(left.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < left.length; i++) {
            pcm.putShort((short) (left[i] * Short.MAX_VALUE)).putShort((short) (right[i] * Short.MAX_VALUE));
        }
        return pcm.array();
    }
}
