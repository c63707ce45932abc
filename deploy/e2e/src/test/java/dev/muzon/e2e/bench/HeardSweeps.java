package dev.muzon.e2e.bench;

import java.util.ArrayList;
import java.util.List;

/** Finds the sweeps in what a listener heard: when each sounded, and from and to which place of its own. */
final class HeardSweeps {
    private static final int RATE = 48_000;

    /** Long enough for a height, in which the tone rises by a hundredth of its range. */
    private static final int WINDOW = RATE / 50;

    private static final int STEP = RATE / 200;

    /** The tone's height is measured in every eighth sample: enough for the highest, and far from the noise. */
    private static final int THINNING = 8;

    private static final double AUDIBLE = 500;

    private static final double HALF = WINDOW / 2.0 / RATE;

    /** How much a jitter buffer stretches or shortens at once, in seconds. */
    private static final double STRETCH = 0.05;

    /** Places in a song differ by more than this only between songs, in seconds. */
    private static final double JUMP = 1;

    /**
     * One sweep as it was heard.
     *
     * @param begin when it began, in seconds of the recording
     * @param end when it ended
     * @param first the place in the song that was heard first, in seconds
     * @param last the place that was heard last
     */
    record Heard(double begin, double end, double first, double last) {}

    private HeardSweeps() {}

    /** A window in which a tone is, and the place in its song that the tone tells; both in seconds, of its middle. */
    private record Moment(double time, double place) {
        boolean followedBy(Moment next) {
            return Math.abs((next.place - place) - (next.time - time)) < STRETCH;
        }
    }

    /** @param sound one channel, 48 kHz */
    static List<Heard> in(double[] sound) {
        List<Heard> heard = new ArrayList<>();
        Heard current = null;
        List<Moment> moments = moments(sound);
        for (int i = 1; i < moments.size(); i++) {
            Moment before = moments.get(i - 1);
            Moment now = moments.get(i);
            // Windows with two songs in them tell the place of neither, and fit none of their neighbours.
            if (!before.followedBy(now)) {
                continue;
            }
            if (current == null || now.place() < current.last() - JUMP) {
                current = new Heard(before.time() - HALF, 0, before.place() - HALF, 0);
                heard.add(current);
            }
            current = new Heard(current.begin(), now.time() + HALF, current.first(), now.place() + HALF);
            heard.set(heard.size() - 1, current);
        }
        return heard;
    }

    private static List<Moment> moments(double[] sound) {
        List<Moment> moments = new ArrayList<>();
        for (int at = 0; at + WINDOW <= sound.length; at += STEP) {
            if (audible(sound, at) && audible(sound, at + WINDOW - STEP)) {
                double place = (hertz(sound, at) - Repertoire.SWEEP_FROM) / Repertoire.SWEEP_RISE;
                moments.add(new Moment((double) at / RATE + HALF, place));
            }
        }
        return moments;
    }

    private static boolean audible(double[] sound, int from) {
        double energy = 0;
        for (int i = from; i < from + STEP; i++) {
            energy += sound[i] * sound[i];
        }
        return Math.sqrt(energy / STEP) > AUDIBLE;
    }

    /** Of the one sine that is there: each sample is half the sum of its neighbours over the cosine of the step. */
    private static double hertz(double[] sound, int from) {
        int count = WINDOW / THINNING;
        double[] thin = new double[count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < THINNING; j++) {
                thin[i] += sound[from + i * THINNING + j];
            }
        }
        double product = 0;
        double square = 0;
        for (int i = 1; i < count - 1; i++) {
            product += thin[i] * (thin[i - 1] + thin[i + 1]);
            square += 2 * thin[i] * thin[i];
        }
        return Math.acos(Math.clamp(product / square, -1, 1)) / (2 * Math.PI) * RATE / THINNING;
    }
}
