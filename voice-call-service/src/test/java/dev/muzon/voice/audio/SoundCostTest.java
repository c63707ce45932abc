package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that the sound of a call stays cheap. CPU time is compared, so that a busy machine does not matter. */
class SoundCostTest {
    private static final double MOST_PERCENT_OF_A_CORE = 0.5;

    /** The decks themselves, and classes that are loaded meanwhile. The smallest object of each frame has 16. */
    private static final long MOST_BYTES_PER_FRAME = 16;

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

    @Test
    void theSoundOfACallLeavesNoGarbage() {
        float[] noise = SoundBench.noise();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        // A hundred calls have ten thousand frames a second, and each collection of garbage stops them all.
        long before = threads.getCurrentThreadAllocatedBytes();
        SoundBench.play(noise, 1.5f, true, 100);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated / SoundBench.FRAMES).as("bytes per frame").isLessThan(MOST_BYTES_PER_FRAME);
    }
}
