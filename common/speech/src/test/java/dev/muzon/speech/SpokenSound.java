package dev.muzon.speech;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/** Sound of tests: espeak-ng speaks, and the rest is computed. 16,000 samples of 16 bits a second. */
final class SpokenSound {
    private static final int RATE = 16_000;

    private SpokenSound() {}

    /** Returns a sentence as espeak-ng says it. */
    static byte[] say(String sentence) throws IOException {
        Process espeak = new ProcessBuilder("espeak-ng", "-v", "en-us", "--stdout", sentence)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] wav = espeak.getInputStream().readAllBytes();
        int header = 44;
        int rate = 22_050;
        int samples = (int) ((wav.length - header) / 2L * RATE / rate);
        byte[] pcm = new byte[2 * samples];
        for (int i = 0; i < samples; i++) {
            double place = (double) i * rate / RATE;
            int at = Math.min((wav.length - header) / 2 - 2, (int) place);
            double part = place - at;
            put(pcm, i, (1 - part) * sample(wav, header, at) + part * sample(wav, header, at + 1));
        }
        return pcm;
    }

    static byte[] silence(double seconds) {
        return new byte[2 * (int) (seconds * RATE)];
    }

    static byte[] noise(double seconds) {
        var random = new Random(1);
        byte[] pcm = silence(seconds);
        double low = 0;
        for (int i = 0; i < pcm.length / 2; i++) {
            low = 0.95 * low + random.nextGaussian();
            put(pcm, i, 500 * low);
        }
        return pcm;
    }

    static byte[] together(byte[]... parts) {
        byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static double sample(byte[] wav, int header, int at) {
        return (short) ((wav[header + 2 * at] & 0xff) | wav[header + 2 * at + 1] << 8);
    }

    private static void put(byte[] pcm, int at, double value) {
        int clipped = (int) Math.clamp(value, -32_768, 32_767);
        pcm[2 * at] = (byte) clipped;
        pcm[2 * at + 1] = (byte) (clipped >> 8);
    }
}
