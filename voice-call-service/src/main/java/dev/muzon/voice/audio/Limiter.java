package dev.muzon.voice.audio;

import java.util.Arrays;

/**
 * A limiter of true peaks that looks one frame ahead. It turns louder sound down before the peak comes, so that the
 * wave keeps its shape, and lets go slowly. Both channels are turned down together, so that the music does not move
 * sideways.
 *
 * <p>The frame that it looks ahead is in hand and not yet sent. So sound that has to break off can still be faded out.
 */
final class Limiter {
    /** Samples between a value and its limited form. */
    static final int DELAY = Pcm.FRAME_SAMPLES;

    private static final int WINDOW = DELAY + 1 - TruePeak.LOOK_AHEAD;

    private static final double RELEASE_SECONDS = 0.2;
    private static final double RELEASE = -Math.expm1(-1 / (RELEASE_SECONDS * Pcm.SAMPLE_RATE));

    /** Close enough to not limiting: a step of this size is below a 16-bit one. */
    private static final double OPEN = 1 - 1e-6;

    private final float[] held = new float[Pcm.FRAME_VALUES];
    private final float[] swap = new float[Pcm.FRAME_VALUES];
    private final TruePeak peaks = new TruePeak();

    /** The least gain of the last window: a queue of rising gains, and the samples at which they leave. */
    private final float[] leastGain = new float[WINDOW];

    private final long[] leastLeaves = new long[WINDOW];
    private int leastFirst;
    private int leastCount;

    /** The envelopes of the last window. Their mean turns corners into slopes. */
    private final float[] envelopes = new float[WINDOW];

    private int oldest;
    private double envelopeSum = WINDOW;
    private double envelope = 1;
    private long sample;
    private float ceiling;

    Limiter(float ceiling) {
        this.ceiling = ceiling;
        Arrays.fill(envelopes, 1);
    }

    void setCeiling(float ceiling) {
        this.ceiling = ceiling;
    }

    /** Takes the next frame and puts the limited one before it in its place. */
    void process(float[] frame) {
        for (int i = 0; i < Pcm.FRAME_VALUES; i += Pcm.CHANNELS) {
            float peak = peaks.next(frame[i], frame[i + 1], ceiling);
            float gain = next(peak > ceiling ? ceiling / peak : 1);
            swap[i] = held[i] * gain;
            swap[i + 1] = held[i + 1] * gain;
        }
        System.arraycopy(frame, 0, held, 0, Pcm.FRAME_VALUES);
        System.arraycopy(swap, 0, frame, 0, Pcm.FRAME_VALUES);
    }

    /**
     * Fades out the frame in hand and the beginning of the next one, because the sound breaks off there.
     *
     * @param samples of the next frame before the break
     */
    void fadeOut(float[] next, int samples) {
        var ramp = new Ramp(1);
        ramp.moveTo(0, DELAY + samples);
        ramp.apply(held, 0, DELAY);
        ramp.apply(next, 0, samples);
    }

    /** Forgets the sound in hand. */
    void reset() {
        Arrays.fill(held, 0);
        Arrays.fill(envelopes, 1);
        leastCount = 0;
        envelopeSum = WINDOW;
        envelope = 1;
        peaks.reset();
    }

    private float next(float gain) {
        sample++;
        if (gain == 1 && leastCount == 0 && envelope == 1 && envelopeSum == WINDOW) {
            return 1;
        }
        float least = least(gain);
        envelope += (1 - envelope) * RELEASE;
        if (envelope > OPEN) {
            envelope = 1;
        }
        if (least < envelope) {
            envelope = least;
        }
        float entering = (float) envelope;
        envelopeSum += entering - envelopes[oldest];
        envelopes[oldest] = entering;
        oldest = oldest + 1 == WINDOW ? 0 : oldest + 1;
        if (envelopeSum > WINDOW * OPEN) {
            settle();
        }
        return (float) (envelopeSum / WINDOW);
    }

    /** Ends the drift of the sum when every envelope is open again. */
    private void settle() {
        if (envelope == 1 && leastCount == 0) {
            Arrays.fill(envelopes, 1);
            envelopeSum = WINDOW;
        }
    }

    private float least(float gain) {
        if (leastCount > 0 && leastLeaves[leastFirst] <= sample) {
            leastFirst = wrapped(leastFirst + 1);
            leastCount--;
        }
        if (gain < 1) {
            while (leastCount > 0 && leastGain[wrapped(leastFirst + leastCount - 1)] >= gain) {
                leastCount--;
            }
            int last = wrapped(leastFirst + leastCount);
            leastGain[last] = gain;
            leastLeaves[last] = sample + WINDOW;
            leastCount++;
        }
        return leastCount == 0 ? 1 : leastGain[leastFirst];
    }

    private static int wrapped(int index) {
        return index >= WINDOW ? index - WINDOW : index;
    }
}
