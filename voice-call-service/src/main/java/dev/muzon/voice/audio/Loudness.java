package dev.muzon.voice.audio;

/**
 * The loudness of sound after ITU-R BS.1770, with gates.
 *
 * @param lufs integrated loudness. Music is between −30 and −6
 * @param seconds how much sound that is not silent it was measured on
 */
public record Loudness(double lufs, double seconds) {
    /** Below this nothing is music, and above that nothing fits into a file. */
    private static final double LOWEST = -70;

    private static final double HIGHEST = 10;

    public Loudness {
        if (!(lufs >= LOWEST && lufs <= HIGHEST) || !(seconds >= 0)) {
            throw new IllegalArgumentException(lufs + " LUFS of " + seconds + " s");
        }
    }
}
