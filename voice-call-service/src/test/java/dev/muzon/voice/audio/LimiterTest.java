package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muzon.testkit.audio.ToneMeter;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LimiterTest {
    private static final float CEILING = Pcm.factor(-2);

    private final Limiter limiter = new Limiter(CEILING);

    @Test
    void quietSoundPassesAsItIsOneFrameLater() {
        float[] sound = Sound.of(48_000, Sound.sine(0.5, 440));

        float[] out = limited(sound);

        assertThat(Arrays.copyOfRange(out, Pcm.FRAME_VALUES, out.length))
                .isEqualTo(Arrays.copyOf(sound, sound.length - Pcm.FRAME_VALUES));
    }

    @Test
    void aLoudToneStaysATone() {
        float[] out = limited(Sound.of(48_000, Sound.sine(1.8, 440)));

        assertThat(highest(out)).isLessThanOrEqualTo(CEILING * 1.0001f);
        ToneMeter meter = Sound.meter(Arrays.copyOfRange(out, 9600, out.length));
        double wanted = meter.power(Duration.ofMillis(500), 440);
        assertThat(meter.power(Duration.ofMillis(500), 3 * 440)).isLessThan(wanted / 100_000);
    }

    @Test
    void aSinglePeakIsReachedOnASlopeAndNotCut() {
        float[] sound = Sound.of(48_000, i -> i == 24_000 ? 1.6 : 0.1);

        float[] out = limited(sound);

        int peak = 24_000 + Limiter.DELAY;
        assertThat(out[2 * peak]).isCloseTo(CEILING, within(0.2f)).isLessThanOrEqualTo(CEILING);
        float steepest = 0;
        for (int i = peak - Limiter.DELAY; i < peak - 1; i++) {
            steepest = Math.max(steepest, Math.abs(out[2 * i + 2] - out[2 * i]));
        }
        assertThat(steepest).isLessThan(0.001f);
    }

    @Test
    void aPeakBetweenTwoSamplesIsSeen() {
        // A quarter of the sample rate, so that no sample is where the wave is highest.
        float[] sound = Sound.of(48_000, i -> 1.0 * Math.sin(Math.PI / 2 * i + Math.PI / 4));

        float[] out = limited(sound);

        assertThat(highest(Arrays.copyOfRange(out, 9600, out.length)))
                .isCloseTo((float) (CEILING * Math.sqrt(0.5)), within(0.02f));
    }

    @Test
    void noPeakOfLoudNoiseExceedsTheCeilingWhereverItLies() {
        var random = new Random(1);

        float[] out = limited(Sound.of(48_000, i -> random.nextGaussian() * 0.8));

        assertThat(highestBetween(out)).isBetween(CEILING * 0.9, CEILING * 1.1);
    }

    @Test
    void soundIsTheSameWhetherOneOrBothSidesAreLoud() {
        float[] both = limited(Sound.of(4800, i -> 1.5 * Math.sin(0.05 * i)));
        limiter.reset();
        float[] sound = Sound.of(4800, i -> 1.5 * Math.sin(0.05 * i));
        for (int i = 0; i < sound.length; i += 2) {
            sound[i] = 0;
        }

        float[] one = limited(sound);

        for (int i = 1; i < one.length; i += 2) {
            assertThat(one[i]).isEqualTo(both[i]);
        }
    }

    @Test
    void afterALoudPartTheQuietOneComesBackAsItWas() {
        limited(Sound.of(24_000, Sound.sine(1.8, 440)));

        float[] after = limited(Sound.of(240_000, Sound.sine(0.2, 440)));

        assertThat(highest(Arrays.copyOfRange(after, after.length - 9600, after.length)))
                .isCloseTo(0.2f, within(0.0001f));
    }

    @Test
    void soundThatBreaksOffIsFadedOutOverTheFrameInHand() {
        limited(Sound.of(480, i -> 0.5));
        float[] rest = Sound.of(480, i -> i < 100 ? 0.5 : 0);
        limiter.fadeOut(rest, 100);

        float[] out = limited(rest);
        float[] last = limited(new float[Pcm.FRAME_VALUES]);

        assertThat(out[0]).isCloseTo(0.5f, within(0.01f));
        assertThat(last[2 * 99]).isCloseTo(0, within(0.001f));
    }

    private float[] limited(float[] sound) {
        float[] out = new float[sound.length];
        float[] frame = new float[Pcm.FRAME_VALUES];
        for (int at = 0; at < sound.length; at += frame.length) {
            System.arraycopy(sound, at, frame, 0, frame.length);
            limiter.process(frame);
            System.arraycopy(frame, 0, out, at, frame.length);
        }
        return out;
    }

    /** Interpolates every place in the middle of two samples of the left side, from 24 samples around it. */
    private static double highestBetween(float[] sound) {
        double highest = 0;
        for (int i = 2 * Pcm.FRAME_VALUES; i < sound.length - Pcm.FRAME_VALUES; i += 2) {
            double value = 0;
            for (int k = -11; k <= 12; k++) {
                double distance = Math.PI * (k - 0.5);
                double window = Math.cos(distance / 25);
                value += sound[i + 2 * k] * Math.sin(distance) / distance * window * window;
            }
            highest = Math.max(highest, Math.abs(value));
        }
        return highest;
    }

    private static float highest(float[] sound) {
        float highest = 0;
        for (float value : sound) {
            highest = Math.max(highest, Math.abs(value));
        }
        return highest;
    }
}
