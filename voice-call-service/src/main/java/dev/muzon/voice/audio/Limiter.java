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

    /** The values of one block. Its highest peak counts for all of it, so that few places have to be interpolated. */
    private static final int BLOCK = 32 * Pcm.CHANNELS;

    /** The first value whose peak becomes known with the next frame. */
    private static final int PEAKS = Pcm.FRAME_VALUES - TruePeak.LOOK_AHEAD * Pcm.CHANNELS;

    /** The frame in hand, and behind it the next one while it is taken. */
    private final float[] sound = new float[2 * Pcm.FRAME_VALUES];

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
        System.arraycopy(frame, 0, sound, Pcm.FRAME_VALUES, Pcm.FRAME_VALUES);
        if (open() && quiet()) {
            System.arraycopy(sound, 0, frame, 0, Pcm.FRAME_VALUES);
        } else {
            for (int from = 0; from < Pcm.FRAME_VALUES; from += BLOCK) {
                limit(frame, from);
            }
        }
        System.arraycopy(sound, Pcm.FRAME_VALUES, sound, 0, Pcm.FRAME_VALUES);
    }

    private void limit(float[] frame, int from) {
        float peak = TruePeak.highest(sound, PEAKS + from, PEAKS + from + BLOCK, ceiling);
        float gain = peak > ceiling ? ceiling / peak : 1;
        if (gain == 1 && open()) {
            System.arraycopy(sound, from, frame, from, BLOCK);
            return;
        }
        for (int i = from; i < from + BLOCK; i += Pcm.CHANNELS) {
            float now = next(gain);
            frame[i] = sound[i] * now;
            frame[i + 1] = sound[i + 1] * now;
        }
    }

    /** Returns whether no peak that becomes known with the next frame can be too high. */
    private boolean quiet() {
        float level = TruePeak.quiet(ceiling);
        for (int i = PEAKS; i < sound.length; i++) {
            if (TruePeak.loud(sound[i], level)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether nothing is turned down now. */
    private boolean open() {
        return leastCount == 0 && envelope == 1 && envelopeSum == WINDOW;
    }

    /**
     * Fades out the frame in hand and the beginning of the next one, because the sound breaks off there.
     *
     * @param samples of the next frame before the break
     */
    void fadeOut(float[] next, int samples) {
        var ramp = new Ramp(1);
        ramp.moveTo(0, DELAY + samples);
        ramp.apply(sound, 0, DELAY);
        ramp.apply(next, 0, samples);
    }

    /** Forgets the sound in hand. */
    void reset() {
        Arrays.fill(sound, 0);
        Arrays.fill(envelopes, 1);
        leastCount = 0;
        envelopeSum = WINDOW;
        envelope = 1;
    }

    private float next(float gain) {
        sample++;
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
