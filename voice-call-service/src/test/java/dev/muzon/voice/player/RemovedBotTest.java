package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.requestAt;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.StopPlayer;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of a bot that was removed from the chat, which the gateway reports. */
class RemovedBotTest extends PlayerScenario {
    @Test
    void theMusicStopsTheQueueIsClearedAndTheVoiceChatIsLeft() {
        play(song("a"), song("b"));

        List<Effect> effects = player.stop(new StopPlayer(CHAT, 50));

        assertThat(effects).contains(new Effect.Silence(), new Effect.Leave());
        assertThat(ended(effects).reason()).isEqualTo(EndReason.STOPPED);
        assertThat(player.view().state()).isEqualTo(PlayerState.IDLE);
        assertThat(player.view().upcoming()).isEmpty();
        assertThat(player.resting()).isTrue();
    }

    @Test
    void aLingeringCallIsLeftToo() {
        play(song("a"));
        player.ended(1, StreamEnd.FINISHED);

        assertThat(player.stop(new StopPlayer(CHAT, 50))).contains(new Effect.Leave());
        assertThat(player.resting()).isTrue();
    }

    @Test
    void aTrackThatWaitsForItsLostCallIsForgotten() {
        play(song("a"), song("b"));
        player.lineGone(BROKEN);

        player.stop(new StopPlayer(CHAT, 50));

        assertThat(player.view().state()).isEqualTo(PlayerState.IDLE);
        assertThat(player.view().upcoming()).isEmpty();
    }

    @Test
    void aSecondStopOfTheSameUpdateChangesNothing() {
        play(song("a"));
        player.stop(new StopPlayer(CHAT, 50));
        player.enqueue(requestAt(60, "tg:60", song("b")));
        PlayerSnapshot before = player.snapshot();

        assertThat(player.stop(new StopPlayer(CHAT, 50))).isEmpty();
        assertThat(player.snapshot()).isEqualTo(before);
    }

    @Test
    void aRequestFromBeforeTheRemovalIsRefusedAlsoAfterARestart() {
        player.stop(new StopPlayer(CHAT, 50));
        restart();

        assertThat(events(player.enqueue(requestAt(40, "tg:40", song("a")))))
                .singleElement()
                .asInstanceOf(type(PlayerEvent.RequestFailed.class))
                .satisfies(failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.BOT_REMOVED));
        assertThat(player.view().state()).isEqualTo(PlayerState.IDLE);
    }

    @Test
    void aRequestFromAfterTheReturnPlays() {
        player.stop(new StopPlayer(CHAT, 50));

        assertThat(player.enqueue(requestAt(60, "tg:60", song("a")))).contains(new Effect.Join());
    }

    @Test
    void aLateStopSparesWhatWasAskedForAfterIt() {
        player.enqueue(requestAt(40, "tg:40", song("a"), song("b")));
        player.lineUp();
        player.sounded(1);
        player.enqueue(requestAt(60, "tg:60", song("c")));

        List<Effect> effects = player.stop(new StopPlayer(CHAT, 50));

        assertThat(ended(effects).reason()).isEqualTo(EndReason.STOPPED);
        assertThat(effects).noneMatch(Effect.Leave.class::isInstance);
        assertThat(player.view().current()).extracting(QueueEntry::id).isEqualTo("tg:60/0");
        assertThat(player.view().upcoming()).isEmpty();
    }

    @Test
    void aLateStopLetsALaterTrackPlayOn() {
        player.enqueue(requestAt(60, "tg:60", song("c")));
        player.lineUp();
        player.sounded(1);
        player.enqueue(requestAt(40, "tg:40", song("a")));

        List<Effect> effects = player.stop(new StopPlayer(CHAT, 50));

        assertThat(events(effects)).singleElement().isInstanceOf(PlayerEvent.PlayerChanged.class);
        assertThat(player.view().current()).extracting(QueueEntry::id).isEqualTo("tg:60/0");
        assertThat(player.view().upcoming()).isEmpty();
    }

    @Test
    void aRequestIsNotRefusedWhenTelegramBeganToNumberUpdatesFromALowerNumberAfterTheRemoval() {
        player.stop(new StopPlayer(CHAT, 800_000_000));
        restart();
        clock.advance(Duration.ofDays(30));

        assertThat(player.enqueue(requestAt(100_000_000, "tg:1", song("a")))).contains(new Effect.Join());
        assertThat(player.snapshot().stoppedBy()).isZero();
    }

    @Test
    void aLaterRemovalWithALowerNumberStopsTheMusicAndRefusesWhatWasAskedForBeforeIt() {
        player.stop(new StopPlayer(CHAT, 800_000_000));
        clock.advance(Duration.ofDays(30));
        play(song("a"));

        assertThat(player.stop(new StopPlayer(CHAT, 100_000_050))).contains(new Effect.Leave());
        assertThat(events(player.enqueue(requestAt(100_000_040, "tg:40", song("b")))))
                .singleElement()
                .isInstanceOf(PlayerEvent.RequestFailed.class);
    }

    @Test
    void aRemovalWithALowerNumberThanAQueueOfLastMonthClearsIt() {
        player.enqueue(requestAt(800_000_000, "tg:1", song("a"), song("b")));
        player.lineUp();
        player.sounded(1);
        restart();
        clock.advance(Duration.ofDays(30));

        player.stop(new StopPlayer(CHAT, 100_000_000));

        assertThat(player.view().state()).isEqualTo(PlayerState.IDLE);
        assertThat(player.view().upcoming()).isEmpty();
    }

    @Test
    void aStopWithoutASequenceEndsEverythingAndRefusesNothing() {
        player.enqueue(requestAt(60, "tg:60", song("a")));

        player.stop(new StopPlayer(CHAT, 0));

        assertThat(player.view().state()).isEqualTo(PlayerState.IDLE);
        assertThat(player.enqueue(requestAt(70, "tg:70", song("b")))).contains(new Effect.Join());
        assertThat(player.enqueue(request("old", song("b")))).isNotEmpty();
    }
}
