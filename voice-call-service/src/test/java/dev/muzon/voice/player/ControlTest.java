package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.Pause;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the commands that people give, and of their refusals. */
class ControlTest extends PlayerScenario {
    @Test
    void aButtonOfAnEarlierTrackIsStale() {
        play(song("a"), song("b"));
        command(new PlayerCommand.Skip(1), 1L);

        assertRefused(new PlayerCommand.Skip(1), 1L, FailureCode.STALE_BUTTON);
        assertThat(player.view().epoch()).isEqualTo(2);
    }

    @Test
    void pauseAndResumeChangeThePlayerOnlyOnce() {
        play(song("a"));

        assertThat(command(new PlayerCommand.Pause(), 1L)).contains(new Effect.Hold(true));
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
        Pause pause = player.view().pause();
        assertThat(pause).isNotNull().extracting(Pause::by).isNotNull();
        assertThat(player.snapshot().pausedBy()).isEqualTo(pause.by());
        assertThat(command(new PlayerCommand.Pause(), 1L)).isEmpty();
        assertThat(command(new PlayerCommand.Resume(), 1L)).contains(new Effect.Hold(false));
        assertThat(command(new PlayerCommand.Resume(), 1L)).isEmpty();
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
        assertThat(player.view().pause()).isNull();
    }

    @Test
    void skippingSeveralTracksDropsThoseBetween() {
        play(song("a"), song("b"), song("c"));

        List<Effect> effects = command(new PlayerCommand.Skip(2), null);

        assertThat(ended(effects).reason()).isEqualTo(EndReason.SKIPPED);
        assertThat(effects).contains(new Effect.Load(2, song("c"), Duration.ZERO));
        assertThat(player.view().upcoming()).isEmpty();
    }

    @Test
    void skippingPromotesTheCuedTrack() {
        play(song("a"), song("b"));
        player.ending(1);

        assertThat(command(new PlayerCommand.Skip(1), null)).contains(new Effect.Promote(2));
    }

    @Test
    void skippingPastTheCuedTrackLoadsTheRightOne() {
        play(song("a"), song("b"), song("c"));
        player.ending(1);

        assertThat(command(new PlayerCommand.Skip(2), null))
                .contains(new Effect.Load(3, song("c"), Duration.ZERO))
                .noneMatch(Effect.Promote.class::isInstance);
    }

    @Test
    void skippingAPausedTrackPlaysTheNextOne() {
        play(song("a"), song("b"));
        command(new PlayerCommand.Pause(), null);

        assertThat(command(new PlayerCommand.Skip(1), null)).contains(new Effect.Hold(false));
        assertThat(player.snapshot().paused()).isFalse();
    }

    @Test
    void seekingLoadsTheTrackAgainInTheSameEpochAndDropsTheCue() {
        play(song("a"), song("b"));
        player.ending(1);

        assertThat(command(new PlayerCommand.SeekTo(Duration.ofSeconds(100)), 1L))
                .contains(new Effect.Load(3, song("a"), Duration.ofSeconds(100)));
        assertThat(player.view().position()).isEqualTo(Duration.ofSeconds(100));
        assertThat(player.view().epoch()).isEqualTo(1);
        player.sounded(3);
        assertThat(player.ended(3, StreamEnd.FINISHED)).contains(new Effect.Load(4, song("b"), Duration.ZERO));
    }

    // The card went on counting, although nothing was heard until the sound was fetched.
    @Test
    void aSeekThatHasToFetchItsSoundPassedForMusic() {
        play(song("a"));
        command(new PlayerCommand.SeekTo(Duration.ofSeconds(100)), null);
        assertThat(player.nextWake()).isEqualTo(time.instant().plusSeconds(1));
        clock.advance(Duration.ofSeconds(1));

        PlayerView loading = changed(player.wakeUp());
        assertThat(loading.state()).isEqualTo(PlayerState.STARTING);
        assertThat(loading.positionAt(loading.at().plusSeconds(30))).isEqualTo(Duration.ofSeconds(100));
        assertThat(player.wakeUp()).isEmpty();
        clock.advance(Duration.ofSeconds(3));
        assertThat(changed(player.sounded(2)))
                .extracting(PlayerView::state, PlayerView::position)
                .containsExactly(PlayerState.PLAYING, Duration.ofSeconds(100));
    }

    @Test
    void aSeekWithinWhatWasFetchedIsShownOnce() {
        play(song("a"));
        assertThat(changed(command(new PlayerCommand.SeekTo(Duration.ofSeconds(100)), null))
                        .state())
                .isEqualTo(PlayerState.PLAYING);
        clock.advance(Duration.ofMillis(200));

        assertThat(player.sounded(2)).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(player.wakeUp()).isEmpty();
    }

    private static PlayerView changed(List<Effect> effects) {
        return events(effects).stream()
                .filter(PlayerEvent.PlayerChanged.class::isInstance)
                .map(event -> ((PlayerEvent.PlayerChanged) event).player())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void seekingByAnOffsetStopsAtTheBeginning() {
        play(song("a"));
        player.heard(1, Duration.ofSeconds(10));

        command(new PlayerCommand.SeekBy(Duration.ofSeconds(-15)), null);
        assertThat(player.view().position()).isZero();
        command(new PlayerCommand.SeekBy(Duration.ofSeconds(15)), null);
        assertThat(player.view().position()).isEqualTo(Duration.ofSeconds(15));
        command(new PlayerCommand.SeekBy(Duration.ofSeconds(Long.MIN_VALUE)), null);
        assertThat(player.view().position()).isZero();
    }

    @Test
    void seekingPastTheEndIsRefusedAndChangesNothing() {
        play(song("a"));
        player.heard(1, Duration.ofSeconds(170));

        assertRefused(new PlayerCommand.SeekTo(Duration.ofMinutes(3)), null, FailureCode.SEEK_PAST_END);
        assertRefused(new PlayerCommand.SeekBy(Duration.ofSeconds(10)), null, FailureCode.SEEK_PAST_END);
        assertRefused(new PlayerCommand.SeekBy(Duration.ofSeconds(Long.MAX_VALUE)), null, FailureCode.SEEK_PAST_END);
        assertThat(player.view().position()).isEqualTo(Duration.ofSeconds(170));
    }

    @Test
    void replayStartsTheTrackFromItsBeginning() {
        play(song("a"));
        player.heard(1, Duration.ofSeconds(60));

        assertThat(command(new PlayerCommand.Replay(), null)).contains(new Effect.Load(2, song("a"), Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 201, Integer.MAX_VALUE})
    void volumesOutOfRangeAreBadInput(int percent) {
        play(song("a"));

        assertRefused(new PlayerCommand.SetVolume(percent), null, FailureCode.BAD_INPUT);
        assertThat(player.view().volume()).isEqualTo(100);
    }

    @Test
    void aCommandWithMissingFieldsIsBadInput() {
        play(song("a"));

        assertRefused(new PlayerCommand.SeekTo(null), null, FailureCode.BAD_INPUT);
        assertRefused(new PlayerCommand.SeekBy(null), null, FailureCode.BAD_INPUT);
        assertRefused(new PlayerCommand.SeekTo(Duration.ofSeconds(-1)), null, FailureCode.BAD_INPUT);
        assertRefused(new PlayerCommand.Skip(0), null, FailureCode.BAD_INPUT);
    }

    @Test
    void theVolumeIsKeptWhileNothingPlays() {
        assertThat(command(new PlayerCommand.SetVolume(40), null)).containsExactly(new Effect.Volume(40));
        assertThat(player.snapshot().volume()).isEqualTo(40);
    }

    @Test
    void controlsAreRefusedWhenNothingPlays() {
        assertRefused(new PlayerCommand.Pause(), null, FailureCode.NOTHING_PLAYING);
        assertRefused(new PlayerCommand.Stop(), null, FailureCode.NOTHING_PLAYING);
    }

    @Test
    void stopClearsTheQueueAndLeavesTheVoiceChat() {
        play(song("a"), song("b"));

        List<Effect> effects = command(new PlayerCommand.Stop(), null);

        assertThat(ended(effects).reason()).isEqualTo(EndReason.STOPPED);
        assertThat(effects).contains(new Effect.Silence(), new Effect.Leave());
        assertThat(events(effects)).noneMatch(PlayerEvent.QueueEnded.class::isInstance);
        assertThat(player.view().state()).isEqualTo(PlayerState.IDLE);
        assertThat(player.resting()).isTrue();
    }
}
