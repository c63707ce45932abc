package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.requestAt;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of a stop while tracks are still looked for. */
class StopWinsTest extends PlayerScenario {
    private static final Requester BOB = new Requester(8, "Bob");

    @Test
    void aTrackThatIsFoundAfterTheStopDoesNotStartAlsoAfterARestart() {
        play(song("a"));
        stop(50, ANN, false);
        restart();

        assertStopped(player.enqueue(requestAt(40, "tg:40", song("b"))));
        assertThat(player.view().state()).isEqualTo(PlayerState.IDLE);
    }

    @Test
    void aStopBeforeAnythingPlaysReachesWhatIsLookedFor() {
        stop(50, ANN, false);

        assertStopped(player.enqueue(requestAt(49, "tg:49", song("a"))));
    }

    @Test
    void aControlThatComesLateDidWhatNobodyAskedToTheTrackAskedForAfterIt() {
        player.enqueue(requestAt(51, "tg:51", song("a")));
        PlayerView before = player.view();

        for (PlayerCommand late : List.of(
                new PlayerCommand.Pause(),
                new PlayerCommand.Skip(1),
                new PlayerCommand.Stop(),
                new PlayerCommand.SeekTo(Duration.ZERO),
                new PlayerCommand.SetLoop(Loop.TRACK))) {
            assertThatThrownBy(() -> player.command(new CommandRequest(late, null, ANN, false, 50)))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            refused -> assertThat(refused.failure().code()).isEqualTo(FailureCode.STALE_BUTTON));
        }

        assertThat(player.view()).isEqualTo(before);
        player.command(new CommandRequest(new PlayerCommand.SetVolume(50), null, ANN, false, 50));
        assertThat(player.view().volume()).isEqualTo(50);
        player.command(new CommandRequest(new PlayerCommand.Pause(), null, ANN, false, 52));
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
    }

    @Test
    void whatIsAskedForAfterTheStopPlays() {
        stop(50, ANN, false);

        player.enqueue(requestAt(51, "tg:51", song("a")));

        assertThat(player.view().current()).isNotNull();
    }

    @Test
    void aMemberWithoutRightsStopsOnlyTheirOwnRequests() {
        stop(50, BOB, true);

        player.enqueue(requestAt(40, "tg:40", song("a")));

        assertThat(player.view().current()).isNotNull();
    }

    @Test
    void numbersThatTelegramBeginsAnewAreNotStoppedForGood() {
        stop(50_000, ANN, false);
        clock.advance(Duration.ofDays(8));

        player.enqueue(requestAt(7, "tg:7", song("a")));

        assertThat(player.view().current()).isNotNull();
    }

    @Test
    void aFloodOfStopsIsBounded() {
        for (int update = 1; update <= 1000; update++) {
            stop(update, ANN, false);
        }

        assertThat(player.snapshot().withdrawn()).hasSize(20);
        assertStopped(player.enqueue(requestAt(999, "tg:999", song("a"))));
    }

    private void stop(long update, Requester by, boolean ownOnly) {
        player.command(new CommandRequest(new PlayerCommand.Stop(), null, by, ownOnly, update));
    }

    private static void assertStopped(List<Effect> effects) {
        assertThat(events(effects))
                .singleElement()
                .asInstanceOf(type(PlayerEvent.RequestFailed.class))
                .satisfies(failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.REQUEST_STOPPED));
    }
}
