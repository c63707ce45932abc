package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.radio;
import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of live streams, which do not wait and cannot be sought. */
class LiveStreamTest extends PlayerScenario {
    @Test
    void aPausedLiveStreamIsClosedAndOpenedAgainOnResume() {
        play(radio("r"));
        player.heard(1, Duration.ofSeconds(9));

        assertThat(command(new PlayerCommand.Pause(), null)).contains(new Effect.Hold(true), new Effect.Silence());
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
        assertThat(player.enqueue(request("tg:2", song("b")))).noneMatch(Effect.Load.class::isInstance);

        assertThat(command(new PlayerCommand.Resume(), null))
                .contains(new Effect.Load(2, radio("r"), Duration.ofSeconds(9)), new Effect.Hold(false));
        player.sounded(2);
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
        assertThat(player.view().epoch()).isEqualTo(1);
    }

    @Test
    void aLiveStreamIsNotOpenedByARestartWhilePaused() {
        play(radio("r"));
        command(new PlayerCommand.Pause(), null);
        restart();

        assertThat(player.resume()).noneMatch(Effect.Load.class::isInstance);
        assertThat(command(new PlayerCommand.Resume(), null)).anyMatch(Effect.Load.class::isInstance);
    }

    @Test
    void aLiveStreamIsLiveAgainAfterALostCall() {
        play(radio("r"));
        player.heard(1, Duration.ofSeconds(9));
        player.lineLost(BROKEN);

        assertThat(player.lineUp()).contains(new Effect.Load(2, radio("r"), Duration.ofSeconds(9)));
    }

    @Test
    void aLiveStreamThatTheStationClosesIsOpenedAgain() {
        play(radio("r"), song("b"));
        player.heard(1, Duration.ofSeconds(9));

        assertThat(events(player.ended(1, StreamEnd.FINISHED))).isEmpty();
        clock.advance(Duration.ofSeconds(1));

        assertThat(player.wakeUp()).containsExactly(new Effect.Load(2, radio("r"), Duration.ofSeconds(9)));
    }

    // A station whose mount is not up yet, or that has no room for listeners just now.
    @ParameterizedTest
    @EnumSource(
            value = FailureCode.class,
            names = {"SOURCE_NOT_FOUND", "SOURCE_FORBIDDEN"})
    void aHeardStationThatRefusesOnceIsOpenedAgain(FailureCode code) {
        play(radio("r"), song("b"));
        player.heard(1, Duration.ofSeconds(9));

        assertThat(events(player.ended(1, StreamEnd.failed(Failure.of(code, "HTTP 40x")))))
                .singleElement()
                .isInstanceOf(PlayerEvent.CallTroubled.class);
        clock.advance(Duration.ofSeconds(1));

        assertThat(player.wakeUp()).containsExactly(new Effect.Load(2, radio("r"), Duration.ofSeconds(9)));
    }

    @Test
    void aHeardStationThatIsAwayForHoursIsKeptToldOnceAndAskedOnceAMinute() {
        play(radio("r"));
        player.heard(1, Duration.ofSeconds(9));
        Instant begun = clock.instant();
        List<PlayerEvent> told = new ArrayList<>();
        Duration pause = Duration.ZERO;
        for (long stream = 1; clock.instant().isBefore(begun.plus(Duration.ofHours(3))); stream++) {
            told.addAll(events(player.ended(stream, StreamEnd.truncated(BROKEN))));
            pause = Duration.between(time.instant(), player.nextWake());
            clock.advance(pause);
            assertThat(player.wakeUp()).contains(new Effect.Load(stream + 1, radio("r"), Duration.ofSeconds(9)));
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(told).singleElement().isInstanceOf(PlayerEvent.CallTroubled.class);
        assertThat(pause).isEqualTo(Duration.ofMinutes(1));
    }

    // A song behind a station that had gone off the air waited until a person skipped the station.
    @ParameterizedTest
    @MethodSource("ends")
    void songsBehindADeadStationWaitedForGood(StreamEnd end) {
        play(radio("r"), song("b"));
        player.heard(1, Duration.ofSeconds(9));
        Instant patienceEnds = clock.instant().plus(RULES.patience());
        List<PlayerEvent> told = new ArrayList<>();
        long stream = 1;
        while (player.view().epoch() == 1) {
            assertThat(clock.instant()).isBeforeOrEqualTo(patienceEnds.plusSeconds(2));
            told.addAll(events(player.ended(stream++, end)));
            clock.advance(Duration.ofSeconds(1));
            player.wakeUp();
        }

        assertThat(clock.instant()).isAfter(patienceEnds);
        assertThat(told).last(type(PlayerEvent.TrackEnded.class)).satisfies(over -> {
            assertThat(over.reason()).isEqualTo(EndReason.TRUNCATED);
            assertThat(over.failure()).isNotNull();
        });
        assertThat(player.view().current()).extracting(QueueEntry::track).isEqualTo(song("b"));
    }

    static List<StreamEnd> ends() {
        return List.of(StreamEnd.truncated(BROKEN), StreamEnd.FINISHED);
    }

    @Test
    void aStationThatHasBeenDeadForHoursGivesWayToASongThatIsQueuedThen() {
        play(radio("r"));
        player.heard(1, Duration.ofSeconds(9));
        player.ended(1, StreamEnd.truncated(BROKEN));
        clock.advance(Duration.ofHours(3));
        player.wakeUp();
        player.ended(2, StreamEnd.truncated(BROKEN));
        assertThat(player.view().current()).extracting(QueueEntry::track).isEqualTo(radio("r"));

        player.enqueue(request("tg:2", song("b")));
        clock.advance(Duration.ofMinutes(1));
        player.wakeUp();

        assertThat(ended(player.ended(3, StreamEnd.truncated(BROKEN))).reason()).isEqualTo(EndReason.TRUNCATED);
        assertThat(player.view().current()).extracting(QueueEntry::track).isEqualTo(song("b"));
    }

    @Test
    void aLiveStreamThatFollowsIsOpenedJustBeforeItsTurn() {
        play(song("a"), radio("r"));
        player.heard(1, Duration.ofSeconds(160));

        assertThat(player.wakeUp()).isEmpty();
        assertThat(player.nextWake()).isEqualTo(clock.instant().plusSeconds(17));
        player.heard(1, Duration.ofSeconds(177));

        assertThat(player.wakeUp()).containsExactly(new Effect.Cue(2, radio("r")));
    }

    @Test
    void aLiveStreamThatBecomesTheNextOneIsNotOpenedEarlyInPlaceOfASong() {
        play(song("a"), song("b"), radio("r"));
        player.heard(1, Duration.ofSeconds(160));
        player.wakeUp();
        String song = player.view().upcoming().getFirst().id();

        assertThat(command(new PlayerCommand.Remove(song), null))
                .contains(new Effect.Uncue())
                .noneMatch(Effect.Cue.class::isInstance);
    }

    @Test
    void aLiveStreamThatWasNeverHeardMayFail() {
        player.enqueue(request("tg:1", radio("r"), song("b")));
        player.lineUp();

        assertThat(ended(player.ended(1, StreamEnd.failed(BROKEN))).failure()).isEqualTo(BROKEN);
    }

    @Test
    void aLiveStreamCannotBeSought() {
        play(radio("r"));

        assertRefused(new PlayerCommand.SeekTo(Duration.ofSeconds(1)), null, FailureCode.NOT_SEEKABLE);
        assertRefused(new PlayerCommand.SeekBy(Duration.ofSeconds(1)), null, FailureCode.NOT_SEEKABLE);
    }
}
