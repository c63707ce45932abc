package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauseSwitchTest {
    private final List<Effect> effects = new ArrayList<>();

    @Test
    void aPauseRemembersItsPersonUntilItEnds() {
        PauseSwitch pausing = new PauseSwitch(false, null, effects);

        pausing.pause(ANN);
        assertThat(pausing.on()).isTrue();
        assertThat(pausing.by()).isEqualTo(ANN);
        pausing.end();

        assertThat(pausing.on()).isFalse();
        assertThat(pausing.by()).isNull();
        assertThat(effects).containsExactly(new Effect.Hold(true), new Effect.Hold(false));
    }

    @Test
    void aPauseByItselfForgetsThePersonOfTheOneBefore() {
        PauseSwitch pausing = new PauseSwitch(true, ANN, effects);

        pausing.pause(null);

        assertThat(pausing.on()).isTrue();
        assertThat(pausing.by()).isNull();
    }

    @Test
    void aSavedPauseHoldsTheSoundOnceItIsApplied() {
        PauseSwitch pausing = new PauseSwitch(true, ANN, effects);
        assertThat(effects).isEmpty();

        pausing.apply();

        assertThat(effects).containsExactly(new Effect.Hold(true));
    }
}
