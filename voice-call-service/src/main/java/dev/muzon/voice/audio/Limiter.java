package dev.muzon.voice.audio;

/**
 * A limiter that keeps louder sound within 16 bits. The gain is reduced in the very sample that needs it, so nothing is
 * cut off and nothing has to be held back to look ahead. It returns so slowly that a wave keeps its shape. Both
 * channels are turned down together, so that the music does not move sideways.
 */
final class Limiter {
    static final float CEILING = Short.MAX_VALUE;

    private static final double RELEASE_SECONDS = 0.2;
    private static final double RELEASE = -Math.expm1(-1 / (RELEASE_SECONDS * Pcm.SAMPLE_RATE));

    /** Close enough to not limiting: a step of this size is below a 16-bit one. */
    private static final double OPEN = 1 - 1e-5;

    private double gain = 1;

    /** Returns whether it would leave everything below the ceiling as it is. */
    boolean open() {
        return gain >= OPEN;
    }

    /**
     * Computes the gain of the next sample.
     *
     * @param peak the louder of both channels, at least 0
     * @return what to multiply this sample of both channels with, at most 1
     */
    float next(float peak) {
        gain += (1 - gain) * RELEASE;
        if (peak * gain > CEILING) {
            gain = CEILING / peak;
        }
        return (float) gain;
    }
}
