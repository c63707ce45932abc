package dev.muzon.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muzon.e2e.bench.HeardSweeps.Heard;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HeardSweepsTest {
    private static final int RATE = 48_000;
    private static final Offset<Double> EXACTLY = within(0.010);

    @Test
    void aCutEndingIsDetected() {
        double[] sweep = sweep();
        double[] sound = join(silence(0.7), part(sweep, 0, 3.93), part(sweep, 0.05, 4), silence(0.08));
        List<Heard> heard = HeardSweeps.in(sound);

        assertThat(heard).hasSize(2);
        assertThat(heard.get(0).first()).isCloseTo(0, EXACTLY);
        assertThat(heard.get(0).last()).isCloseTo(3.93, EXACTLY);
        assertThat(heard.get(1).first()).isCloseTo(0.05, EXACTLY);
        assertThat(heard.get(1).last()).isCloseTo(4, EXACTLY);
    }

    @Test
    void silenceBetweenSongsIsDetected() {
        double[] sweep = sweep();
        List<Heard> heard = HeardSweeps.in(join(sweep, silence(0.06), sweep, sweep));

        assertThat(heard).hasSize(3);
        assertThat(heard.get(1).begin() - heard.get(0).end()).isCloseTo(0.06, EXACTLY);
        assertThat(heard.get(2).begin() - heard.get(1).end()).isCloseTo(0, EXACTLY);
    }

    @Test
    void aBlinkOfAnotherPlaceEndsNoSong() {
        double[] sweep = sweep();
        double[] sound = join(part(sweep, 0, 1.9), part(sweep, 3.4, 3.43), part(sweep, 1.93, 4));
        List<Heard> heard = HeardSweeps.in(sound);

        assertThat(heard).hasSize(1);
        assertThat(heard.get(0).last()).isCloseTo(4, EXACTLY);
    }

    private static double[] sweep() {
        double seconds = Repertoire.SWEEP_LENGTH.toSeconds();
        Random noise = new Random(1);
        double[] sound = new double[(int) (RATE * seconds)];
        for (int i = 0; i < sound.length; i++) {
            double t = (double) i / RATE;
            double turns = (Repertoire.SWEEP_FROM + Repertoire.SWEEP_RISE / 2.0 * t) * t;
            sound[i] = 10_000 * Math.sin(2 * Math.PI * turns) + 200 * noise.nextGaussian();
        }
        return sound;
    }

    private static double[] part(double[] sweep, double from, double to) {
        return Arrays.copyOfRange(sweep, (int) (from * RATE), (int) (to * RATE));
    }

    private static double[] join(double[]... parts) {
        return Stream.of(parts).flatMapToDouble(DoubleStream::of).toArray();
    }

    private static double[] silence(double seconds) {
        return new double[(int) (seconds * RATE)];
    }
}
