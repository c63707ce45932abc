package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.testkit.audio.ToneMeter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GainTest {
    private static final int HERTZ = 440;

    /**
     * Largest step of a sine of full scale from one sample to the next. It includes a little for the gain that moves.
     */
    private static final int STEEPEST = (int) (1.1 * 32767 * 2 * Math.PI * HERTZ / Pcm.SAMPLE_RATE);

    private final Gain gain = new Gain();

    @Test
    void fullVolumeLeavesEverySampleAsItIs() {
        gain.jumpTo(1);
        byte[] tone = tone(1, 100);

        assertThat(applied(tone, 1)).isEqualTo(tone);
    }

    @Test
    void aQuietToneIsMadeLouderExactly() {
        gain.jumpTo(2);
        byte[] louder = applied(tone(0.25, 20), 2);

        assertThat(loudest(louder, 0)).isBetween(16_370, 16_390);
    }

    @Test
    void aLoudToneAtTwiceTheVolumeStaysATone() {
        gain.jumpTo(2);
        byte[] limited = applied(tone(0.9, 1000), 2);

        assertThat(loudest(limited, 0)).isBetween(32_000, 32_767);
        ToneMeter meter = ToneMeter.ofStereo(Arrays.copyOfRange(limited, 19_200, limited.length));
        double wanted = meter.power(Duration.ofMillis(500), HERTZ);
        assertThat(meter.power(Duration.ofMillis(500), 3 * HERTZ)).isLessThan(wanted / 10_000);
        assertThat(steepest(limited)).isLessThanOrEqualTo(STEEPEST * 2);
    }

    @Test
    void afterALoudPartTheQuietOneComesBackWithoutAStep() {
        gain.jumpTo(2);
        applied(tone(0.9, 500), 2);

        byte[] after = applied(tone(0.2, 2000), 2);

        assertThat(loudest(after, after.length - 9600)).isBetween(13_000, 13_200);
        assertThat(steepest(after)).isLessThanOrEqualTo(STEEPEST);
    }

    @Test
    void backAtFullVolumeTheLimiterLetsGoWithoutAStep() {
        gain.jumpTo(2);
        byte[] before = applied(tone(0.9, 500), 2);
        byte[] after = applied(tone(0.9, 5000), 1);

        byte[] both = Arrays.copyOf(before, before.length + after.length);
        System.arraycopy(after, 0, both, before.length, after.length);
        assertThat(steepest(Arrays.copyOfRange(both, before.length - 9600, both.length)))
                .isLessThanOrEqualTo(STEEPEST);
        assertThat(Arrays.copyOfRange(after, after.length - 1920, after.length))
                .isEqualTo(Arrays.copyOfRange(tone(0.9, 5000), after.length - 1920, after.length));
    }

    @Test
    void aChangeIsSpreadOverOneFrame() {
        gain.jumpTo(0);
        byte[] frame = new byte[Pcm.FRAME_BYTES];
        ByteBuffer samples = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        while (samples.hasRemaining()) {
            samples.putShort((short) 10_000);
        }

        gain.apply(frame, 1);

        assertThat(sample(frame, 0)).isBetween(1, 50);
        assertThat(sample(frame, frame.length - 4)).isEqualTo(10_000);
        assertThat(gain.current()).isOne();
    }

    private byte[] applied(byte[] sound, float target) {
        byte[] out = sound.clone();
        byte[] frame = new byte[Pcm.FRAME_BYTES];
        for (int at = 0; at < out.length; at += frame.length) {
            System.arraycopy(out, at, frame, 0, frame.length);
            gain.apply(frame, target);
            System.arraycopy(frame, 0, out, at, frame.length);
        }
        return out;
    }

    private static byte[] tone(double amplitude, int millis) {
        ByteBuffer sound = ByteBuffer.allocate(millis * 192).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; sound.hasRemaining(); i++) {
            short value = (short) Math.round(amplitude * 32767 * Math.sin(2 * Math.PI * HERTZ * i / Pcm.SAMPLE_RATE));
            sound.putShort(value).putShort(value);
        }
        return sound.array();
    }

    private static int loudest(byte[] sound, int from) {
        int loudest = 0;
        for (int at = from; at < sound.length; at += 2) {
            loudest = Math.max(loudest, Math.abs(sample(sound, at)));
        }
        return loudest;
    }

    private static int steepest(byte[] sound) {
        int steepest = 0;
        for (int at = Pcm.SAMPLE_BYTES; at < sound.length; at += Pcm.SAMPLE_BYTES) {
            steepest = Math.max(steepest, Math.abs(sample(sound, at) - sample(sound, at - Pcm.SAMPLE_BYTES)));
        }
        return steepest;
    }

    private static int sample(byte[] sound, int at) {
        return ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN).getShort(at);
    }
}
