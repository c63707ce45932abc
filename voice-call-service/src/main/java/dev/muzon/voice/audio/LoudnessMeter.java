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

    private final Weighting weighting = new Weighting();
    private final double[] steps = new double[STEPS_PER_BLOCK];
    private final int[] blocks = new int[BINS];
    private final double[] energies = new double[BINS];
    private final int @Nullable [] recent;
    private final double[] recentEnergies;
    private int recentAt;

    private int step;
    private int inStep;
    private double energy;
    private long counted;

    /** The loudness of all blocks until now. It is worked out once per block, and only when somebody asks. */
    private @Nullable Loudness latest;

    private boolean outdated;

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
            energy += weighting.energy(sound, at * Pcm.CHANNELS, n);
            at += n;
            inStep += n;
            if (inStep == STEP_SAMPLES) {
                endStep();
            }
        }
    }

    /** Returns what was measured so far, null while nothing but silence was. */
    synchronized @Nullable Loudness loudness() {
        if (outdated) {
            latest = ofAllBlocks();
            outdated = false;
        }
        return latest;
    }

    private @Nullable Loudness ofAllBlocks() {
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
        weighting.forgetDust();
        if (step >= STEPS_PER_BLOCK) {
            double mean = 0;
            for (double one : steps) {
                mean += one / STEPS_PER_BLOCK;
            }
            count(mean);
        }
    }

    private void count(double mean) {
        outdated = true;
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

    /** The K weighting of both channels at 48 kHz: a shelf for the head, then a high-pass. */
    private static final class Weighting {
        private static final double TINY = 1e-15;

        private final Filter left = new Filter();
        private final Filter right = new Filter();

        /** The state of one channel. */
        private static final class Filter {
            private double shelf1;
            private double shelf2;
            private double pass1;
            private double pass2;

            /** Ends the ringing in silence, because processors are slow with numbers that small. */
            void forgetDust() {
                if (Math.abs(shelf1) < TINY && Math.abs(pass1) < TINY) {
                    shelf1 = 0;
                    shelf2 = 0;
                    pass1 = 0;
                    pass2 = 0;
                }
            }
        }

        /**
         * Returns the energy of some samples. Each value of a filter waits for the one before it, so both channels go
         * side by side: the processor works on one while the other waits. Local variables hold the states, which costs
         * half as much as fields.
         */
        double energy(float[] sound, int first, int samples) {
            double energy = 0;
            double ls1 = left.shelf1;
            double ls2 = left.shelf2;
            double lp1 = left.pass1;
            double lp2 = left.pass2;
            double rs1 = right.shelf1;
            double rs2 = right.shelf2;
            double rp1 = right.pass1;
            double rp2 = right.pass2;
            for (int i = first, end = first + samples * Pcm.CHANNELS; i < end; i += Pcm.CHANNELS) {
                double l = sound[i];
                double r = sound[i + 1];
                double lShelved = 1.53512485958697 * l + ls1;
                double rShelved = 1.53512485958697 * r + rs1;
                ls1 = -2.69169618940638 * l + 1.69065929318241 * lShelved + ls2;
                rs1 = -2.69169618940638 * r + 1.69065929318241 * rShelved + rs2;
                ls2 = 1.19839281085285 * l - 0.73248077421585 * lShelved;
                rs2 = 1.19839281085285 * r - 0.73248077421585 * rShelved;
                double lOut = lShelved + lp1;
                double rOut = rShelved + rp1;
                lp1 = -2 * lShelved + 1.99004745483398 * lOut + lp2;
                rp1 = -2 * rShelved + 1.99004745483398 * rOut + rp2;
                lp2 = lShelved - 0.99007225036621 * lOut;
                rp2 = rShelved - 0.99007225036621 * rOut;
                energy += lOut * lOut + rOut * rOut;
            }
            left.shelf1 = ls1;
            left.shelf2 = ls2;
            left.pass1 = lp1;
            left.pass2 = lp2;
            right.shelf1 = rs1;
            right.shelf2 = rs2;
            right.pass1 = rp1;
            right.pass2 = rp2;
            return energy;
        }

        void forgetDust() {
            left.forgetDust();
            right.forgetDust();
        }
    }
}
