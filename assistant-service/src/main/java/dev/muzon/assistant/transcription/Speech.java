package dev.muzon.assistant.transcription;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A piece of a recording: one channel of 16-bit samples, 16,000 a second, little end first.
 *
 * @param pcm is not copied, so nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent") // pieces are large and never compared
public record Speech(byte[] pcm) {
    public static final int RATE = 16_000;
    static final int BYTES_PER_SAMPLE = 2;
    static final int BYTES_PER_SECOND = RATE * BYTES_PER_SAMPLE;

    private static final int WAV_HEADER = 44;

    /** Quieter frames than this, of full scale, count as silence. */
    private static final double QUIET = 0.003;

    private static final int FRAME = RATE / 50;
    /** A click is shorter than any word. */
    private static final int LEAST_LOUD_FRAMES = 8;

    public static Speech silence(Duration length) {
        return new Speech(new byte[(int) (length.toMillis() * BYTES_PER_SECOND / 1000)]);
    }

    public Duration length() {
        return Duration.ofMillis(pcm.length * 1000L / BYTES_PER_SECOND);
    }

    /** Returns whether nothing in it is loud enough, or long enough, to be a word. */
    public boolean isSilent() {
        int loud = 0;
        for (int frame = 0; frame < pcm.length / (FRAME * BYTES_PER_SAMPLE); frame++) {
            if (loudness(pcm, frame * FRAME * BYTES_PER_SAMPLE, FRAME) > QUIET) {
                loud++;
            }
        }
        return loud < LEAST_LOUD_FRAMES;
    }

    /** Returns the root mean square of some samples, 1 for full scale. */
    static double loudness(byte[] pcm, int from, int samples) {
        double sum = 0;
        for (int i = from; i < from + samples * BYTES_PER_SAMPLE; i += BYTES_PER_SAMPLE) {
            double sample = (short) ((pcm[i] & 0xff) | pcm[i + 1] << 8) / 32768.0;
            sum += sample * sample;
        }
        return Math.sqrt(sum / samples);
    }

    /** Returns it as a WAV file, which every recogniser reads. */
    public byte[] wav() {
        return ByteBuffer.allocate(WAV_HEADER + pcm.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("RIFF"))
                .putInt(WAV_HEADER - 8 + pcm.length)
                .put(ascii("WAVEfmt "))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(BYTES_PER_SECOND)
                .putShort((short) BYTES_PER_SAMPLE)
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(pcm.length)
                .put(pcm)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
