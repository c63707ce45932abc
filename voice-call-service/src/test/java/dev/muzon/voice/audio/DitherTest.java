package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DitherTest {
    private final Dither dither = new Dither();
    private final byte[] out = new byte[Pcm.FRAME_BYTES];

    @Test
    void valuesOf16BitsStayAsTheyAre() {
        int[] values = new Random(1)
                .ints(Pcm.FRAME_VALUES, Short.MIN_VALUE, Short.MAX_VALUE + 1)
                .toArray();
        float[] frame = new float[Pcm.FRAME_VALUES];
        for (int i = 0; i < frame.length; i++) {
            frame[i] = values[i] / 32_768f;
        }

        dither.write(frame, out);

        for (int i = 0; i < frame.length; i++) {
            assertThat((short) ((out[2 * i] & 0xff) | (out[2 * i + 1] << 8))).isEqualTo((short) values[i]);
        }
    }

    @Test
    void aValueBetweenTwoStepsIsKeptOnTheAverage() {
        double sum = 0;
        int frames = 200;
        for (int i = 0; i < frames; i++) {
            dither.write(Sound.of(Pcm.FRAME_SAMPLES, n -> -3.3 / 32_768), out);
            for (float value : Sound.left(out)) {
                assertThat(value * 32_768).isBetween(-5f, -2f);
                sum += value * 32_768;
            }
        }

        assertThat(sum / (frames * Pcm.FRAME_SAMPLES)).isBetween(-3.35, -3.25);
    }

    @Test
    void whatIsTooLoudIsClipped() {
        dither.write(Sound.of(Pcm.FRAME_SAMPLES, i -> i == 0 ? 3.1 : i == 1 ? -3.1 : 0), out);

        assertThat(Sound.left(out)).startsWith(Short.MAX_VALUE / 32_768f, -1f, 0f);
    }
}
