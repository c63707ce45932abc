package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.radio;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerCommand;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests of lengths that were only guessed when a track was queued. */
class MeasuredLengthTest extends PlayerScenario {
    private static final Duration MEASURED = Duration.ofMinutes(9);

    @Test
    void theMeasuredLengthOfATrackReplacesTheGuessedOneEverywhere() {
        play(song("a"), song("b"), song("a"));

        assertThat(events(player.measured("a", MEASURED)))
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayerEvent.PlayerChanged.class,
                        it -> assertThat(it.player().current().track().duration())
                                .isEqualTo(MEASURED));
        assertThat(player.view().upcoming())
                .extracting(entry -> entry.track().duration())
                .containsExactly(song("b").duration(), MEASURED);
        assertThat(player.snapshot().current().duration()).isEqualTo(MEASURED);
        assertThat(events(player.measured("a", MEASURED))).isEmpty();
    }

    @Test
    void aSeekBeyondTheGuessedLengthIsPossibleOnceTheLengthIsKnown() {
        play(song("a"));
        player.measured("a", MEASURED);

        command(new PlayerCommand.SeekTo(Duration.ofMinutes(8)), null);

        assertThat(player.view().position()).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void aLiveStreamStaysLive() {
        play(radio("r"));

        assertThat(player.measured("r", MEASURED)).isEmpty();
        assertThat(player.view().current().track().live()).isTrue();
    }
}
