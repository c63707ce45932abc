package dev.muzon.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A short tune made of sines, so that the demo has an audio message without anyone's music. */
final class DemoSong {
    static final int SECONDS = 24;

    private static final int RATE = 24_000;
    private static final int HEADER = 44;
    private static final double NOTE_SECONDS = 0.3;
    private static final double RING_SECONDS = 1.2;
    private static final double LOUDNESS = 0.16;

    /** Semitones above A3, four notes a bar: a lullaby's A minor, F, C, G. */
    private static final int[][] BARS = {{0, 3, 7, 12}, {-4, 0, 3, 8}, {-9, -5, 3, 7}, {-2, 2, 5, 10}};

    private DemoSong() {}

    /** Makes a 16-bit mono WAV. */
    static byte[] wav() {
        var samples = samples();
        int bytes = samples.length * Short.BYTES;
        var wav = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEADER - 8 + bytes).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE)
                .putInt(RATE * Short.BYTES)
                .putShort((short) Short.BYTES)
                .putShort((short) Short.SIZE);
        wav.put(ascii("data")).putInt(bytes);
        for (double sample : samples) {
            wav.putShort((short) (Math.clamp(sample, -1, 1) * Short.MAX_VALUE));
        }
        return wav.array();
    }

    private static double[] samples() {
        var samples = new double[SECONDS * RATE];
        int notes = (int) ((SECONDS - RING_SECONDS) / NOTE_SECONDS);
        for (int note = 0; note < notes; note++) {
            var bar = BARS[note / 8 % BARS.length];
            int step = note % 8;
            double semitones = bar[step < bar.length ? step : 2 * bar.length - 1 - step];
            ring(samples, (int) (note * NOTE_SECONDS * RATE), 220 * Math.pow(2, semitones / 12));
        }
        return samples;
    }

    private static void ring(double[] samples, int start, double hertz) {
        for (int i = 0; i < RING_SECONDS * RATE && start + i < samples.length; i++) {
            double t = (double) i / RATE;
            double envelope = Math.min(1, t / 0.01) * Math.exp(-3.5 * t);
            double wave = Math.sin(2 * Math.PI * hertz * t) + 0.3 * Math.sin(4 * Math.PI * hertz * t);
            samples[start + i] += LOUDNESS * envelope * wave;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
