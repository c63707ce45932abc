package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LevelerTest {
    private static final Offset<Double> EXACTLY = within(0.001);

    private final Leveler leveler = new Leveler();

    @Test
    void knownLoudnessIsAppliedFromTheFirstSample() {
        assertThat(decibels(true, of(-20), null, 0.01)).isCloseTo(6, EXACTLY);
    }

    @Test
    void nothingIsChangedWhereItIsOff() {
        assertThat(decibels(false, of(-20), of(-30), 0.01)).isCloseTo(0, EXACTLY);
    }

    @Test
    void switchingItOnMovesThereWithinASecond() {
        decibels(false, of(-20), null, 0.01);

        assertThat(decibels(true, of(-20), null, 0.01)).isBetween(0.01, 0.5);
        assertThat(decibels(true, of(-20), null, 1)).isCloseTo(6, EXACTLY);
    }

    @Test
    void anUnknownTrackBeginsAsMostOfThemNeedIt() {
        assertThat(decibels(true, null, null, 0.01)).isCloseTo(-3, EXACTLY);
    }

    @Test
    void whatIsMeasuredWhileItPlaysIsFollowedSlowlyAndThenLeftAlone() {
        decibels(true, null, null, 0.01);

        assertThat(decibels(true, null, of(-8), 1)).isCloseTo(-3.5, EXACTLY);
        assertThat(decibels(true, null, of(-14), 1)).isCloseTo(-3.4, EXACTLY);
        for (int i = 0; i < 28; i++) {
            decibels(true, null, of(-14), 1);
        }
        double settled = decibels(true, null, of(-14), 1);
        assertThat(decibels(true, null, of(-30), 1)).isCloseTo(settled, EXACTLY);
    }

    @Test
    void aTrackThatWasDecodedAheadBeginsWithWhatWasMeasured() {
        assertThat(decibels(true, null, of(-9), 0.01)).isCloseTo(-5, EXACTLY);
    }

    @Test
    void aQuietBeginningIsNotMadeMuchLouder() {
        assertThat(decibels(true, null, of(-30), 0.01)).isCloseTo(3, EXACTLY);
    }

    @Test
    void aLiveStreamIsFollowedForEverButNotForTrifles() {
        live(of(-14), 0.01);
        live(of(-14), 3600);

        assertThat(live(of(-15), 10)).isCloseTo(0, EXACTLY);
        assertThat(live(of(-18), 10)).isCloseTo(1, EXACTLY);
        assertThat(live(of(-18), 100)).isCloseTo(4, EXACTLY);
        assertThat(live(null, 10)).isBetween(-3.01, 4.0);
    }

    private double live(@Nullable Loudness measured, double seconds) {
        return 20 * Math.log10(leveler.next(true, null, measured, true, seconds));
    }

    private double decibels(boolean on, @Nullable Loudness known, @Nullable Loudness measured, double seconds) {
        return 20 * Math.log10(leveler.next(on, known, measured, false, seconds));
    }

    private static Loudness of(double lufs) {
        return new Loudness(lufs, 10);
    }
}
