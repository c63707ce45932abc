package dev.muzon.voice.audio;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A meter of loudness after ITU-R BS.1770-4, for stereo sound as it flows. It weights frequencies like the ear, measures
 * blocks of 400 ms every 100 ms, and leaves out silence and parts far below the rest. Safe for use by several threads.
 *
 * <p>A track is measured from its beginning. Of a live stream only the newest blocks count.
 */
final class LoudnessMeter {
    /** Blocks of half a minute. */
    static final int LIVE_BLOCKS = 300;

    private static final int STEP_SAMPLES = Pcm.SAMPLE_RATE / 10;
    private static final int STEPS_PER_BLOCK = 4;
    private static final double STEP_SECONDS = 0.1;
    private static final double OFFSET = -0.691;
    private static final double RELATIVE_GATE = -10;

    /** The loudness of blocks is counted in steps of a tenth, from the absolute gate on. */
    private static final int BINS_PER_UNIT = 10;

    private static final int LOWEST = -70;
    private static final int BINS = (10 - LOWEST) * BINS_PER_UNIT;

    /** Pauses between songs and words are not the station's loudness. */
    private static final int LIVE_GATE = (-50 - LOWEST) * BINS_PER_UNIT;

    private final Weighting left = new Weighting();
    private final Weighting right = new Weighting();
    private final double[] steps = new double[STEPS_PER_BLOCK];
    private final long[] blocks = new long[BINS];
    private final double[] energies = new double[BINS];
    private final int @Nullable [] recent;
    private final double[] recentEnergies;
    private int recentAt;

    private int step;
    private int inStep;
    private double energy;
    private long counted;

    private LoudnessMeter(int window) {
        recent = window == 0 ? null : new int[window];
        recentEnergies = new double[window];
        if (recent != null) {
            Arrays.fill(recent, -1);
        }
    }

    static LoudnessMeter ofTrack() {
        return new LoudnessMeter(0);
    }

    static LoudnessMeter ofLive() {
        return new LoudnessMeter(LIVE_BLOCKS);
    }

    /** Adds sound. */
    synchronized void add(float[] sound, int values) {
        int samples = values / Pcm.CHANNELS;
        for (int at = 0; at < samples; ) {
            int n = Math.min(samples - at, STEP_SAMPLES - inStep);
            energy += left.energy(sound, at * Pcm.CHANNELS, n) + right.energy(sound, at * Pcm.CHANNELS + 1, n);
            at += n;
            inStep += n;
            if (inStep == STEP_SAMPLES) {
                endStep();
            }
        }
    }

    /** Returns what was measured so far, null while nothing but silence was. */
    synchronized @Nullable Loudness loudness() {
        int lowest = recent == null ? 0 : LIVE_GATE;
        double gate = mean(lowest);
        if (Double.isNaN(gate)) {
            return null;
        }
        double lufs = mean(Math.max(lowest, (int) Math.ceil(bin(lufs(gate) + RELATIVE_GATE))));
        return new Loudness(lufs(lufs), counted * STEP_SECONDS);
    }

    private void endStep() {
        steps[step % STEPS_PER_BLOCK] = energy / STEP_SAMPLES;
        step++;
        energy = 0;
        inStep = 0;
        left.forgetDust();
        right.forgetDust();
        if (step >= STEPS_PER_BLOCK) {
            double mean = 0;
            for (double one : steps) {
                mean += one / STEPS_PER_BLOCK;
            }
            count(mean);
        }
    }

    private void count(double mean) {
        int bin = mean <= 0 ? -1 : Math.min(BINS - 1, (int) Math.floor(bin(lufs(mean))));
        if (recent != null) {
            drop(recent[recentAt], recentEnergies[recentAt]);
            recent[recentAt] = bin;
            recentEnergies[recentAt] = mean;
            recentAt = (recentAt + 1) % recent.length;
        }
        if (bin >= 0) {
            blocks[bin]++;
            energies[bin] += mean;
            counted++;
        }
    }

    private void drop(int bin, double mean) {
        if (bin >= 0) {
            blocks[bin]--;
            energies[bin] = blocks[bin] == 0 ? 0 : energies[bin] - mean;
            counted--;
        }
    }

    private double mean(int lowestBin) {
        long count = 0;
        double sum = 0;
        for (int bin = Math.max(0, lowestBin); bin < BINS; bin++) {
            count += blocks[bin];
            sum += energies[bin];
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static double lufs(double energy) {
        return OFFSET + 10 * Math.log10(energy);
    }

    private static double bin(double lufs) {
        return (lufs - LOWEST) * BINS_PER_UNIT;
    }

    /** The K weighting of one channel at 48 kHz: a shelf for the head, then a high-pass. */
    private static final class Weighting {
        private static final double TINY = 1e-15;

        private double shelf1;
        private double shelf2;
        private double pass1;
        private double pass2;

        /** Returns the energy of some samples. The state is in local variables, which costs half as much. */
        double energy(float[] sound, int first, int samples) {
            double energy = 0;
            double s1 = shelf1;
            double s2 = shelf2;
            double p1 = pass1;
            double p2 = pass2;
            for (int i = first, end = first + samples * Pcm.CHANNELS; i < end; i += Pcm.CHANNELS) {
                double in = sound[i];
                double shelved = 1.53512485958697 * in + s1;
                s1 = -2.69169618940638 * in + 1.69065929318241 * shelved + s2;
                s2 = 1.19839281085285 * in - 0.73248077421585 * shelved;
                double out = shelved + p1;
                p1 = -2 * shelved + 1.99004745483398 * out + p2;
                p2 = shelved - 0.99007225036621 * out;
                energy += out * out;
            }
            shelf1 = s1;
            shelf2 = s2;
            pass1 = p1;
            pass2 = p2;
            return energy;
        }

        /** Ends the ringing of a filter in silence, because processors are slow with numbers that small. */
        void forgetDust() {
            if (Math.abs(shelf1) < TINY && Math.abs(pass1) < TINY) {
                shelf1 = 0;
                shelf2 = 0;
                pass1 = 0;
                pass2 = 0;
            }
        }
    }
}
