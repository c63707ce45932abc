package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long MS = 1_000_000;

    private final Pacer pacer = new Pacer();

    @Test
    void oneFrameIsDueEveryTenMilliseconds() {
        pacer.restart(0);

        assertThat(pacer.takeDue(0)).isOne();
        assertThat(pacer.takeDue(9 * MS)).isZero();
        assertThat(pacer.untilNext(9 * MS)).isEqualTo(MS);
        assertThat(pacer.takeDue(10 * MS)).isOne();
    }

    @Test
    void lateWakeUpsDoNotAddUp() {
        pacer.restart(0);
        int frames = 0;
        for (long now = 0; now < 1000 * MS; now += 13 * MS) {
            frames += pacer.takeDue(now);
        }

        assertThat(frames).isEqualTo(99);
    }

    @Test
    void aPauseIsCaughtUpWithoutAFloodOfFrames() {
        pacer.restart(0);
        pacer.takeDue(0);

        assertThat(pacer.takeDue(50 * MS)).isEqualTo(5);
        assertThat(pacer.takeDue(5000 * MS)).isEqualTo(Pacer.MOST_AT_ONCE);
        assertThat(pacer.takeDue(5005 * MS)).isZero();
        assertThat(pacer.takeDue(5010 * MS)).isOne();
    }

    @Test
    void eachTurnKnowsHowLateItIs() {
        pacer.restart(0);

        assertThat(pacer.takeDue(25 * MS)).isEqualTo(3);
        assertThat(pacer.lateness(26 * MS, 3)).isEqualTo(26 * MS);
        assertThat(pacer.lateness(27 * MS, 1)).isEqualTo(7 * MS);
    }
}
