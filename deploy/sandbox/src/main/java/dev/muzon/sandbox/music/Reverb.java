package dev.muzon.sandbox.music;

/** Schroeder's reverberator in Jezar's tuning ("Freeverb"): eight damped combs side by side, then four all-passes. */
final class Reverb {
    private static final int[] COMBS = {1214, 1293, 1390, 1476, 1548, 1623, 1695, 1760};
    private static final int[] ALL_PASSES = {605, 480, 371, 245};
    private static final float FEEDBACK = 0.86f;
    private static final float DAMPING = 0.3f;

    private final int spread;

    /**
     * Makes the hall of one channel.
     *
     * @param spread samples by which this channel's room differs from the other's
     */
    Reverb(int spread) {
        this.spread = spread;
    }

    void in(float[] channel, double amount) {
        float[] wet = new float[channel.length];
        for (int comb : COMBS) {
            comb(channel, wet, comb + spread);
        }
        for (int allPass : ALL_PASSES) {
            allPass(wet, allPass + spread);
        }
        float gain = (float) (amount * 0.12);
        for (int i = 0; i < channel.length; i++) {
            channel[i] += wet[i] * gain;
        }
    }

    private static void comb(float[] dry, float[] wet, int size) {
        float[] line = new float[size];
        float dark = 0;
        for (int i = 0, at = 0; i < dry.length; i++, at = at + 1 == size ? 0 : at + 1) {
            float out = line[at];
            dark = out * (1 - DAMPING) + dark * DAMPING;
            line[at] = dry[i] + dark * FEEDBACK;
            wet[i] += out;
        }
    }

    private static void allPass(float[] wet, int size) {
        float[] line = new float[size];
        for (int i = 0, at = 0; i < wet.length; i++, at = at + 1 == size ? 0 : at + 1) {
            float out = line[at];
            line[at] = wet[i] + out * 0.5f;
            wet[i] = out - wet[i];
        }
    }
}
