package dev.muzon.e2e.bench;

import java.util.ArrayList;
import java.util.List;

/** Finder of sweeps in what a listener heard: when each sounded, and between which places in the song. */
final class HeardSweeps {
    private static final int RATE = 48_000;

    /** Four turns of the lowest tone. Longer windows would have two songs in them more often. */
    private static final int WINDOW = RATE / 100;

    private static final int STEP = RATE / 200;

    private static final double AUDIBLE = 500;

    private static final double HALF = WINDOW / 2.0 / RATE;

    /** Fraction by which a jitter buffer stretches or shortens at once. */
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

    /** A window with a tone in it. The tone tells the place in its song. Both are in seconds, at its middle. */
    private record Moment(double time, double place) {
        boolean followedBy(Moment next) {
            return Math.abs((next.place - place) - (next.time - time)) < STRETCH;
        }
    }

    /**
     * Finds the sweeps.
     *
     * @param sound one channel, 48 kHz
     */
    static List<Heard> in(double[] sound) {
        List<Heard> heard = new ArrayList<>();
        Heard current = null;
        List<Moment> moments = moments(sound);
        for (int i = 1; i < moments.size(); i++) {
            Moment before = moments.get(i - 1);
            Moment now = moments.get(i);
            // Windows with two songs in them tell the place of neither, and match none of their neighbours.
            if (!before.followedBy(now)) {
                continue;
            }
            // A listener's decoder makes up what is late, and may have it sound like another place.
            if (current != null && now.place() > current.last() + (now.time() - current.end()) + JUMP) {
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

    /** Measures from the first upward crossing of zero to the last. */
    private static double hertz(double[] sound, int from) {
        double first = 0;
        double last = 0;
        int turns = -1;
        for (int i = from + 1; i < from + WINDOW; i++) {
            if (sound[i - 1] < 0 && sound[i] >= 0) {
                last = i - sound[i] / (sound[i] - sound[i - 1]);
                first = turns < 0 ? last : first;
                turns++;
            }
        }
        return turns < 1 ? 0 : turns / (last - first) * RATE;
    }
}
