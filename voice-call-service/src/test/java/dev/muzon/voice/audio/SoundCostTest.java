package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the sound of a call stays cheap. CPU time is compared, so that a busy machine does not matter. */
class SoundCostTest {
    private static final double MOST_PERCENT_OF_A_CORE = 0.5;

    @ParameterizedTest
    @CsvSource({"0.5, 100", "1.5, 100", "4, 200"})
    void theSoundOfACallCostsAtMostHalfAPercentOfACore(float factor, int volume) {
        float[] noise = SoundBench.noise();

        double cost = IntStream.range(0, SoundBench.ROUNDS)
                .mapToDouble(_ -> SoundBench.play(noise, factor, true, volume))
                .min()
                .orElseThrow();

        assertThat(cost).isLessThanOrEqualTo(MOST_PERCENT_OF_A_CORE);
    }
}
