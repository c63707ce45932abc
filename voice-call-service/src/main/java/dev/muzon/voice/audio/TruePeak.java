package dev.muzon.voice.audio;

import java.util.Arrays;

/**
 * The height of a wave between its samples, after ITU-R BS.1770: four times as many samples by interpolation. Quiet
 * parts are not interpolated, because no peak between quiet samples is loud.
 */
final class TruePeak {
    /** Samples that must be known after a place before its peak is known. */
    static final int LOOK_AHEAD = 6;

    private static final int TAPS = 2 * LOOK_AHEAD;

    /** Part of the ceiling below which no wave of music rises above the ceiling between its samples. */
    private static final float QUIET = 0.6f;

    /**
     * The filters, by what they do to the sum and to the difference of two samples at the same distance. Those for one
     * and for three quarters are mirror images, so that they share both.
     */
    private static final float[] HALF = part(filter(0.5), 1);

    private static final float[] QUARTER_EVEN = part(filter(0.25), 1);
    private static final float[] QUARTER_ODD = part(filter(0.25), -1);

    /** The last samples of both channels, written twice so that any window of them lies in one piece. */
    private final float[] left = new float[2 * TAPS];

    private final float[] right = new float[2 * TAPS];
    private int at;

    /**
     * Takes the next sample.
     *
     * @return the highest peak from the sample {@value #LOOK_AHEAD} places back to the one after it
     */
    float next(float l, float r, float ceiling) {
        left[at] = l;
        left[at + TAPS] = l;
        right[at] = r;
        right[at + TAPS] = r;
        at = at + 1 == TAPS ? 0 : at + 1;
        int middle = at + LOOK_AHEAD - 1;
        float highest = Math.max(
                Math.max(Math.abs(left[middle]), Math.abs(right[middle])),
                Math.max(Math.abs(left[middle + 1]), Math.abs(right[middle + 1])));
        if (highest <= QUIET * ceiling) {
            return highest;
        }
        return Math.max(highest, Math.max(between(left), between(right)));
    }

    /** Returns the highest of the three places between the two samples in the middle. */
    private float between(float[] channel) {
        float half = 0;
        float even = 0;
        float odd = 0;
        for (int i = 0, early = at, late = at + TAPS - 1; i < LOOK_AHEAD; i++, early++, late--) {
            float sum = channel[early] + channel[late];
            half += HALF[i] * sum;
            even += QUARTER_EVEN[i] * sum;
            odd += QUARTER_ODD[i] * (channel[early] - channel[late]);
        }
        return Math.max(Math.abs(half), Math.abs(even) + Math.abs(odd));
    }

    void reset() {
        Arrays.fill(left, 0);
        Arrays.fill(right, 0);
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
