package dev.muzon.e2e.suite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A tone as a listener hears it: its frequency and its purity.
 *
 * @param hertz of the strongest tone in the sound
 * @param snrDecibel median over windows of 20 ms: the tone against everything else
 */
public record HeardTone(double hertz, double snrDecibel) {
    private static final int RATE = 48_000;
    private static final int WINDOW = RATE / 50;
    private static final int LOWEST = 100;
    private static final int HIGHEST = 2500;

    /**
     * Measures the strongest tone.
     *
     * @param pcm 48 kHz stereo s16le, half a second or more. The left channel is measured
     */
    public static HeardTone in(byte[] pcm) {
        double[] left = left(pcm);
        double hertz = strongest(Arrays.copyOf(left, Math.min(left.length, RATE / 2)));
        double[] snr = IntStream.range(0, left.length / WINDOW)
                .mapToDouble(i -> snr(left, i * WINDOW, hertz))
                .sorted()
                .toArray();
        return new HeardTone(hertz, snr[snr.length / 2]);
    }

    /** Tells whether the sound is silence. */
    public static boolean silent(byte[] pcm) {
        return Arrays.stream(left(pcm)).allMatch(sample -> Math.abs(sample) < 40);
    }

    /** Returns the left channel as numbers. */
    public static double[] left(byte[] pcm) {
        var samples = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        double[] left = new double[samples.remaining() / 2];
        for (int i = 0; i < left.length; i++) {
            left[i] = samples.get(2 * i);
        }
        return left;
    }

    private static double strongest(double[] sound) {
        double coarse = search(sound, LOWEST, HIGHEST, 2);
        return search(sound, coarse - 2, coarse + 2, 0.1);
    }

    private static double search(double[] sound, double from, double to, double step) {
        double best = from;
        double most = -1;
        for (double hertz = from; hertz <= to; hertz += step) {
            double power = power(sound, 0, sound.length, hertz);
            if (power > most) {
                most = power;
                best = hertz;
            }
        }
        return best;
    }

    /** Returns the mean power of one frequency (Goertzel). */
    public static double power(double[] sound, int from, int length, double hertz) {
        double turn = 2 * Math.PI * hertz / RATE;
        double coefficient = 2 * Math.cos(turn);
        double last = 0;
        double beforeLast = 0;
        for (int i = from; i < from + length; i++) {
            double now = sound[i] + coefficient * last - beforeLast;
            beforeLast = last;
            last = now;
        }
        double energy = last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
        return 2 * energy / ((double) length * length);
    }

    /** Compares the window's best-fitting sine of this frequency with the rest of the sound. */
    private static double snr(double[] sound, int from, double hertz) {
        double cc = 0;
        double ss = 0;
        double cs = 0;
        double xc = 0;
        double xs = 0;
        double total = 0;
        for (int i = 0; i < WINDOW; i++) {
            double angle = 2 * Math.PI * hertz * i / RATE;
            double c = Math.cos(angle);
            double s = Math.sin(angle);
            double x = sound[from + i];
            cc += c * c;
            ss += s * s;
            cs += c * s;
            xc += x * c;
            xs += x * s;
            total += x * x;
        }
        double determinant = cc * ss - cs * cs;
        double a = (xc * ss - xs * cs) / determinant;
        double b = (xs * cc - xc * cs) / determinant;
        double tone = a * xc + b * xs;
        return 10 * Math.log10(tone / Math.max(total - tone, 1e-9));
    }
}
