package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that a lost call and a restart keep track, position and queue. */
class InterruptionTest extends PlayerScenario {
    @Test
    void whileTheCallIsLostThePositionWaitsAndTheChatIsToldOnce() {
        play(song("a"));

        assertThat(events(player.lineLost(BROKEN)))
                .containsExactly(new PlayerEvent.CallChanged(CHAT, CallState.RECONNECTING, BROKEN));
        assertThat(player.lineLost(BROKEN)).isEmpty();
        assertThat(player.view().state()).isEqualTo(PlayerState.RECONNECTING);
        assertThat(events(player.lineUp()))
                .containsExactly(new PlayerEvent.CallChanged(CHAT, CallState.CONNECTED, null));
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
    }

    @Test
    void aCallThatIsGoneKeepsTrackPositionAndQueueForTheNextRequest() {
        play(song("a"), song("b"));
        player.heard(1, Duration.ofSeconds(42));

        assertThat(player.lineGone(BROKEN)).contains(new Effect.Silence());
        assertThat(player.resting()).isTrue();

        List<Effect> effects = player.enqueue(request("tg:9", song("c")));
        assertThat(effects).contains(new Effect.Load(2, song("a"), Duration.ofSeconds(42)), new Effect.Join());
        assertThat(player.view().upcoming()).hasSize(2);
    }

    @Test
    void aTrackThatGoesOnAfterItsCallWasGoneIsAnnouncedOnceMore() {
        player.enqueue(request("tg:1", song("a")));
        player.lineUp();
        List<Effect> first = player.sounded(1);
        player.lineGone(BROKEN);
        player.command(new PlayerCommand.Resume(), null);
        player.lineUp();

        List<Effect> second = player.sounded(2);

        assertThat(events(second)).singleElement().isInstanceOf(PlayerEvent.TrackStarted.class);
        assertThat(((Effect.Tell) second.getFirst()).id()).isNotEqualTo(((Effect.Tell) first.getFirst()).id());
    }

    @Test
    void aRestartGoesOnAtTheSavedPosition() {
        play(song("a"), song("b"));
        player.command(new PlayerCommand.SetVolume(50), null);
        player.heard(1, Duration.ofSeconds(42));

        restart();

        assertThat(player.resume())
                .containsExactly(
                        new Effect.Volume(50),
                        new Effect.Hold(false),
                        new Effect.Load(1, song("a"), Duration.ofSeconds(42)),
                        new Effect.Join());
        player.lineUp();
        assertThat(events(player.sounded(1))).singleElement().isInstanceOf(PlayerEvent.PlayerChanged.class);
        assertThat(player.view().upcoming()).hasSize(1);
    }

    @Test
    void aRestartOfAPausedPlayerStaysPaused() {
        play(song("a"));
        player.command(new PlayerCommand.Pause(), null);

        restart();

        assertThat(player.resume()).contains(new Effect.Hold(true), new Effect.Join());
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
    }
}
