package dev.muzon.voice.audio;

/**
 * The height of a wave between its samples, after ITU-R BS.1770: four times as many samples by interpolation. Only where
 * the wave may be highest is it interpolated: no peak between quiet samples is loud, and none lies where the wave only
 * rises or falls.
 */
final class TruePeak {
    /** Samples that must be known after a place before its peak is known. */
    static final int LOOK_AHEAD = 6;

    /** Part of a level below which samples make no wave that rises above the level between them, in music. */
    private static final float QUIET = 0.6f;

    private static final int TAPS = 2 * LOOK_AHEAD;

    /** Values between the first and the last sample that a filter takes. */
    private static final int SPAN = (TAPS - 1) * Pcm.CHANNELS;

    /** Values from the first sample that a filter takes to the one before the place. */
    private static final int EARLIER = (LOOK_AHEAD - 1) * Pcm.CHANNELS;

    /**
     * The filters, by what they do to the sum and to the difference of two samples at the same distance. Those for one
     * and for three quarters are mirror images, so that they share both.
     */
    private static final float[] HALF = part(filter(0.5), 1);

    private static final float[] QUARTER_EVEN = part(filter(0.25), 1);
    private static final float[] QUARTER_ODD = part(filter(0.25), -1);

    private TruePeak() {}

    /**
     * Measures a part of the wave, from one value to another and up to the sample after it.
     *
     * @param sound has {@value #LOOK_AHEAD} samples more on both sides of the part
     * @param ceiling peaks up to it may be returned as lower ones
     * @return the highest peak of both channels
     */
    static float highest(float[] sound, int from, int to, float ceiling) {
        float left = highestOfOne(sound, from, to, ceiling);
        float right = highestOfOne(sound, from + 1, to, Math.max(left, ceiling));
        return Math.max(left, right);
    }

    private static float highestOfOne(float[] sound, int from, int to, float ceiling) {
        float before = sound[from - Pcm.CHANNELS];
        float one = sound[from];
        float other = sound[from + Pcm.CHANNELS];
        float size = Math.abs(one);
        float highest = size;
        float candidate = QUIET * Math.max(highest, ceiling);
        for (int i = from; i < to; i += Pcm.CHANNELS) {
            float after = sound[i + 2 * Pcm.CHANNELS];
            float nextSize = Math.abs(other);
            if (nextSize > highest) {
                highest = nextSize;
                candidate = QUIET * Math.max(highest, ceiling);
            }
            if ((size > candidate || nextSize > candidate) && turns(before, one, other, after)) {
                highest = Math.max(highest, between(sound, i - EARLIER));
                candidate = QUIET * Math.max(highest, ceiling);
            }
            before = one;
            one = other;
            other = after;
            size = nextSize;
        }
        return highest;
    }

    /** Returns whether a value exceeds a level on either side. */
    static boolean loud(float value, float level) {
        return value > level || value < -level;
    }

    /** Returns the level below which nothing of a sound can exceed the ceiling. */
    static float quiet(float ceiling) {
        return QUIET * ceiling;
    }

    /** Returns whether the wave turns back between two values, so that its peak may lie there. */
    private static boolean turns(float before, float one, float other, float after) {
        return one + other > 0 ? before <= one && after <= other : before >= one && after >= other;
    }

    /** Returns the highest of the three places between the two samples in the middle of what a filter takes. */
    private static float between(float[] sound, int first) {
        float half = 0;
        float even = 0;
        float odd = 0;
        for (int i = 0, early = first, late = first + SPAN; i < LOOK_AHEAD; i++) {
            float one = sound[early];
            float other = sound[late];
            float sum = one + other;
            half += HALF[i] * sum;
            even += QUARTER_EVEN[i] * sum;
            odd += QUARTER_ODD[i] * (one - other);
            early += Pcm.CHANNELS;
            late -= Pcm.CHANNELS;
        }
        return Math.max(Math.abs(half), Math.abs(even) + Math.abs(odd));
    }

    /**
     * Makes the filter for one place between two samples: a sinc in a window.
     *
     * @param place from 0 for the earlier sample to 1 for the later one
     */
    private static double[] filter(double place) {
        var filter = new double[TAPS];
        double total = 0;
        for (int i = 0; i < TAPS; i++) {
            double distance = i - (LOOK_AHEAD - 1) - place;
            double window = Math.cos(Math.PI * distance / (TAPS + 1));
            filter[i] = Math.sin(Math.PI * distance) / (Math.PI * distance) * window * window;
            total += filter[i];
        }
        for (int i = 0; i < TAPS; i++) {
            filter[i] /= total;
        }
        return filter;
    }

    /** Returns half of a filter's even part when the sign is 1, of its odd part when it is -1. */
    private static float[] part(double[] filter, int sign) {
        var part = new float[LOOK_AHEAD];
        for (int i = 0; i < LOOK_AHEAD; i++) {
            part[i] = (float) ((filter[i] + sign * filter[TAPS - 1 - i]) / 2);
        }
        return part;
    }
}
