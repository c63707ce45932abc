package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.muzon.testkit.audio.ToneMeter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundFiltersTest {
    @TempDir
    Path folder;

    private PlayedSound sound;

    @BeforeEach
    void makeTracks() {
        sound = new PlayedSound(folder);
        sound.add("tone", Sound.of(8 * Pcm.SAMPLE_RATE, Sound.sine(0.2, 800)));
        sound.add("deep", Sound.of(4 * Pcm.SAMPLE_RATE, Sound.sine(0.2, 50)));
    }

    @Test
    void twiceTheSpeedIsHalfAsLongAndNoHigher() {
        float[] fast = sound.decode("tone", new SoundFilters(200, 0, false));

        assertThat(seconds(fast)).isCloseTo(4, within(0.1));
        assertThat(louderAt(fast, 800, 1600)).isTrue();
    }

    @Test
    void nightcoreIsFasterAndHigher() {
        float[] nightcore = sound.decode("tone", new SoundFilters(100, 0, true));

        assertThat(seconds(nightcore)).isCloseTo(6.4, within(0.1));
        assertThat(louderAt(nightcore, 1000, 800)).isTrue();
    }

    @Test
    void theBassIsRaisedBeyondFullScaleAndNotClippedThere() {
        float[] raised = sound.decode("deep", new SoundFilters(100, 10, false));
        float highest = 0;
        for (int i = raised.length / 2; i < raised.length; i++) {
            highest = Math.max(highest, raised[i]);
        }

        assertThat(highest).isGreaterThan(0.2f * Pcm.factor(9));
        assertThat(louderAt(raised, 50, 150)).isTrue();
    }

    @Test
    void aPositionIsOneInTheTrackWhateverTheSpeed() {
        PcmSource fast = sound.open("tone", Duration.ofSeconds(2), new SoundFilters(150, 0, false));
        try (fast) {
            assertThat(fast.left()).isCloseTo(4 * Pcm.SAMPLE_RATE, within(2L));
            Reel reel = new Reel(1, fast, Duration.ofSeconds(2));
            await().until(fast::primed);
            reel.read(new float[Pcm.FRAME_VALUES], 0, Pcm.FRAME_SAMPLES, false);

            assertThat(reel.position()).isEqualTo(Duration.ofMillis(2015));
        }
    }

    @Test
    void aTrackIsReopenedAtTheExactSample() {
        float[] whole = sound.decode("tone", SoundFilters.NONE);
        int cut = 100_003;

        PcmSource playing = sound.open("tone", Duration.ZERO, SoundFilters.NONE);
        await().until(playing::primed);
        float[] rest = sound.decode(playing.seek(Pcm.duration(cut), SoundFilters.NONE, PlayedSound.NO_LISTENER));
        playing.close();

        assertThat(rest.length).isEqualTo(whole.length - 2 * cut);
        assertThat(Arrays.copyOf(rest, 1000)).isEqualTo(Arrays.copyOfRange(whole, 2 * cut, 2 * cut + 1000));
    }

    @Test
    void aLiveStreamKeepsItsSpeed() {
        assertThat(new SoundFilters(150, 4, true).live()).isEqualTo(new SoundFilters(100, 4, false));
    }

    private static double seconds(float[] sound) {
        return (double) sound.length / Pcm.CHANNELS / Pcm.SAMPLE_RATE;
    }

    private static boolean louderAt(float[] sound, double right, double wrong) {
        ToneMeter meter = Sound.meter(sound);
        Duration at = Duration.ofMillis(1500);
        return meter.power(at, right) > 100 * meter.power(at, wrong);
    }
}
