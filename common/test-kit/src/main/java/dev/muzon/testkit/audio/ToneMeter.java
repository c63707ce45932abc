package dev.muzon.testkit.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/** Detector of known tones in sound: 48 kHz, 16 bit, one channel. */
public final class ToneMeter {
    /** Samples per second. */
    public static final int RATE = 48_000;

    private static final int WINDOW = RATE / 20;
    private static final int STRIDE = RATE / 500;

    private final short[] samples;

    private ToneMeter(short[] samples) {
        this.samples = samples;
    }

    /**
     * Takes one channel of a stereo sound.
     *
     * @param pcm little-endian. The left channel is taken
     */
    public static ToneMeter ofStereo(byte[] pcm) {
        ByteBuffer buffer = ByteBuffer.wrap(pcm).order(ByteOrder.LITTLE_ENDIAN);
        short[] left = new short[pcm.length / 4];
        for (int i = 0; i < left.length; i++) {
            left[i] = buffer.getShort(4 * i);
        }
        return new ToneMeter(left);
    }

    public Duration duration() {
        return Duration.ofNanos(samples.length * 1_000_000_000L / RATE);
    }

    /** Measures the power of one frequency in the 50 ms from there on (Goertzel). */
    public double power(Duration at, double hertz) {
        int start = (int) (at.toNanos() * RATE / 1_000_000_000L);
        return power(start, hertz);
    }

    private double power(int start, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / RATE);
        double last = 0;
        double beforeLast = 0;
        for (int i = start; i < start + WINDOW; i++) {
            double now = samples[i] + coefficient * last - beforeLast;
            beforeLast = last;
            last = now;
        }
        return last * last + beforeLast * beforeLast - coefficient * last * beforeLast;
    }

    /**
     * Finds the moment when the sound goes from one tone to the other.
     *
     * @return from the beginning of the sound, exact to about 2 ms
     * @throws IllegalStateException when it never does
     */
    public Duration change(double from, double to) {
        for (int start = 0; start + WINDOW <= samples.length; start += STRIDE) {
            double before = power(start, from);
            double after = power(start, to);
            if (after > before) {
                return Duration.ofNanos((start + WINDOW / 2) * 1_000_000_000L / RATE);
            }
        }
        throw new IllegalStateException("no change from " + from + " Hz to " + to + " Hz");
    }
}
