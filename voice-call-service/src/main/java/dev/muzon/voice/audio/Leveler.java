package dev.muzon.voice.audio;

import org.jspecify.annotations.Nullable;

/**
 * The gain that makes one stream as loud as the others. What is known is applied from the first sample. What is
 * measured while it plays is followed slowly, so that nobody hears it move.
 */
final class Leveler {
    /** The loudness that music services play at. */
    static final double TARGET_LUFS = -14;

    private static final double STRONGEST_CUT = -24;
    private static final double STRONGEST_BOOST = 18;

    /** Most songs of the last decades are between −11 and −8 LUFS. */
    private static final double PRIOR = -3;

    /** Beginnings are often quieter than the rest, so what is guessed from them is not made much louder. */
    private static final double GUESSED_BOOST = 3;

    private static final double GUESSED_CUT = -12;
    private static final double LIVE_RANGE = 6;
    private static final double LIVE_TOLERANCE = 1.5;

    /** Seconds of sound that say something about the whole. */
    private static final double ENOUGH = 2;

    /** Seconds after which the gain of a track rests. From then on the music is meant to be loud or quiet. */
    private static final double SETTLED = 30;

    private static final double UP_PER_SECOND = 0.1;
    private static final double DOWN_PER_SECOND = 0.5;

    /** The change when somebody switches it on or off, or when the loudness gets known late. */
    private static final double SWITCH_PER_SECOND = 12;

    private static final double CLOSE = 0.05;

    private boolean begun;
    private boolean following;
    private double decibels;
    private double heard;

    /**
     * Moves on.
     *
     * @param on whether streams are levelled at all
     * @param known loudness of the whole stream, null when unknown
     * @param measured loudness so far, null when nothing was measured
     * @param live whether the stream has no end, so that its loudness may change
     * @param seconds how much sound it is for
     * @return the gain at the end of these seconds, as a factor
     */
    float next(boolean on, @Nullable Loudness known, @Nullable Loudness measured, boolean live, double seconds) {
        boolean first = !begun;
        begun = true;
        heard += seconds;
        if (!on) {
            move(0, first, SWITCH_PER_SECOND, SWITCH_PER_SECOND, seconds);
        } else if (known != null) {
            move(gainOf(known.lufs()), first, SWITCH_PER_SECOND, SWITCH_PER_SECOND, seconds);
        } else if (measured == null || measured.seconds() < ENOUGH) {
            move(PRIOR, first, SWITCH_PER_SECOND, SWITCH_PER_SECOND, seconds);
        } else if (live) {
            followLive(measured, first, seconds);
        } else if (first || heard < SETTLED) {
            double wanted = Math.clamp(gainOf(measured.lufs()), GUESSED_CUT, GUESSED_BOOST);
            move(wanted, first, UP_PER_SECOND, DOWN_PER_SECOND, seconds);
        }
        return Pcm.factor(decibels);
    }

    private void followLive(Loudness measured, boolean first, double seconds) {
        double wanted = Math.clamp(gainOf(measured.lufs()), -LIVE_RANGE, LIVE_RANGE);
        following = first || Math.abs(wanted - decibels) > (following ? CLOSE : LIVE_TOLERANCE);
        if (following) {
            move(wanted, first, UP_PER_SECOND, DOWN_PER_SECOND, seconds);
        }
    }

    private void move(double wanted, boolean atOnce, double up, double down, double seconds) {
        decibels = atOnce ? wanted : Math.clamp(wanted, decibels - down * seconds, decibels + up * seconds);
    }

    private static double gainOf(double lufs) {
        return Math.clamp(TARGET_LUFS - lufs, STRONGEST_CUT, STRONGEST_BOOST);
    }
}
