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
    private static final int PHASES = 4;

    /** Part of the ceiling below which no wave of music rises above the ceiling between its samples. */
    private static final float QUIET = 0.6f;

    private static final float[][] FILTERS = filters();

    /** The last samples of both channels, written twice so that any window of them lies in one piece. */
    private final float[] left = new float[2 * TAPS];

    private final float[] right = new float[2 * TAPS];
    private int at;
    private int loud;

    /**
     * Takes the next sample.
     *
     * @return the highest peak around the sample {@value #LOOK_AHEAD} places back, and at most that of its samples when
     *     it is quiet
     */
    float next(float l, float r, float ceiling) {
        left[at] = l;
        left[at + TAPS] = l;
        right[at] = r;
        right[at + TAPS] = r;
        at = at + 1 == TAPS ? 0 : at + 1;
        float peak = Math.max(Math.abs(l), Math.abs(r));
        if (peak > QUIET * ceiling) {
            loud = TAPS;
        } else if (loud == 0) {
            return peak;
        } else {
            loud--;
        }
        int middle = at + LOOK_AHEAD - 1;
        float highest = Math.max(Math.abs(left[middle]), Math.abs(right[middle]));
        for (int phase = 1; phase < PHASES; phase++) {
            float[] filter = FILTERS[phase];
            float a = 0;
            float b = 0;
            for (int i = 0; i < TAPS; i++) {
                float tap = filter[i];
                a += tap * left[at + i];
                b += tap * right[at + i];
            }
            highest = Math.max(highest, Math.max(Math.abs(a), Math.abs(b)));
        }
        return highest;
    }

    void reset() {
        Arrays.fill(left, 0);
        Arrays.fill(right, 0);
        loud = 0;
    }

    /** Makes the interpolation filters: a sinc in a Kaiser-like window, one for each quarter of a sample. */
    private static float[][] filters() {
        var filters = new float[PHASES][TAPS];
        for (int phase = 0; phase < PHASES; phase++) {
            double sum = 0;
            for (int i = 0; i < TAPS; i++) {
                double distance = i - (LOOK_AHEAD - 1) - (double) phase / PHASES;
                double window = Math.cos(Math.PI * distance / (TAPS + 1));
                double sinc = distance == 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
                filters[phase][i] = (float) (sinc * window * window);
                sum += filters[phase][i];
            }
            for (int i = 0; i < TAPS; i++) {
                filters[phase][i] /= (float) sum;
            }
        }
        return filters;
    }
}
