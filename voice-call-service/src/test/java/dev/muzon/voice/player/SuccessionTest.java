package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerCommand;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tests of the way from one track to the next, and to the end of the queue. */
class SuccessionTest extends PlayerScenario {
    @Test
    void theNextTrackIsCuedBeforeTheEndAndFollowsWithoutLoading() {
        play(song("a"));
        player.enqueue(request("tg:2", song("b")));
        player.heard(1, Duration.ofSeconds(149));
        assertThat(player.nextWake()).isEqualTo(clock.instant().plusSeconds(1));
        assertThat(player.wakeUp()).isEmpty();

        player.heard(1, Duration.ofSeconds(150));
        assertThat(player.wakeUp()).containsExactly(new Effect.Cue(2, song("b")));
        assertThat(player.wakeUp()).isEmpty();

        List<Effect> effects = player.ended(1, StreamEnd.FINISHED);
        assertThat(effects).contains(new Effect.Promote(2)).noneMatch(Effect.Load.class::isInstance);
        assertThat(ended(effects).reason()).isEqualTo(EndReason.FINISHED);
        assertThat(player.view().epoch()).isEqualTo(2);
        assertThat(events(player.sounded(2))).singleElement().isInstanceOf(PlayerEvent.TrackStarted.class);
    }

    @Test
    void aTrackShorterThanThePrefetchCuesItsFollowerAtOnce() {
        play(song("a", Duration.ofSeconds(20)));

        assertThat(player.enqueue(request("tg:2", song("b")))).contains(new Effect.Cue(2, song("b")));
    }

    @Test
    void aTrackThatEndsEarlierThanItsTagsSayCuesItsFollowerToo() {
        play(song("a"));
        player.enqueue(request("tg:2", song("b")));

        assertThat(player.ending(1)).containsExactly(new Effect.Cue(2, song("b")));
    }

    @Test
    void eventsOfFormerStreamsAreIgnored() {
        play(song("a"));
        player.enqueue(request("tg:2", song("b")));
        command(new PlayerCommand.Skip(1), null);
        PlayerSnapshot before = player.snapshot();

        assertThat(player.ended(1, StreamEnd.FINISHED)).isEmpty();
        assertThat(player.sounded(1)).isEmpty();
        assertThat(player.ending(1)).isEmpty();
        player.heard(1, Duration.ofSeconds(99));
        assertThat(player.snapshot()).isEqualTo(before);
    }

    @Test
    void afterTheLastTrackTheCallLingersThenItIsLeft() {
        play(song("a"));
        assertThat(player.ended(1, StreamEnd.FINISHED)).noneMatch(Effect.Leave.class::isInstance);
        assertThat(player.nextWake()).isEqualTo(clock.instant().plusSeconds(15));

        clock.advance(Duration.ofSeconds(15));
        List<Effect> effects = player.wakeUp();

        assertThat(effects).contains(new Effect.Leave());
        assertThat(events(effects)).singleElement().isInstanceOf(PlayerEvent.QueueEnded.class);
    }

    @Test
    void aPlayerThatLingeredBeforeARestartLeavesWithoutJoining() {
        play(song("a"));
        player.ended(1, StreamEnd.FINISHED);
        restart();

        List<Effect> effects = player.resume();

        assertThat(effects).contains(new Effect.Leave()).doesNotContain(new Effect.Join());
        assertThat(events(effects)).hasOnlyElementsOfType(PlayerEvent.QueueEnded.class);
        assertThat(player.snapshot().active()).isFalse();
    }

    @Test
    void aTrackQueuedWhileLingeringUsesTheSameCall() {
        play(song("a"));
        player.ended(1, StreamEnd.FINISHED);

        assertThat(player.enqueue(request("tg:2", song("b"))))
                .containsExactly(new Effect.Load(2, song("b"), Duration.ZERO));
        player.sounded(2);
        clock.advance(Duration.ofSeconds(20));
        assertThat(player.wakeUp()).isEmpty();
    }

    @Test
    void aTrackEndCarriesItsReasonAndTheNextTrackPlays() {
        play(song("a"), song("b"));
        player.heard(1, Duration.ofSeconds(72));

        List<Effect> effects = player.ended(1, StreamEnd.truncated(BROKEN));

        assertThat(ended(effects).reason()).isEqualTo(EndReason.TRUNCATED);
        assertThat(ended(effects).at()).isEqualTo(Duration.ofSeconds(72));
        assertThat(ended(effects).failure()).isEqualTo(BROKEN);
        assertThat(effects).contains(new Effect.Load(2, song("b"), Duration.ZERO));
    }

    @Test
    void threeFailuresInARowStopPlaybackAndKeepTheQueue() {
        play(song("a"), song("b"), song("c"), song("d"));
        player.ended(1, StreamEnd.failed(BROKEN));
        player.ended(2, StreamEnd.failed(BROKEN));

        List<Effect> effects = player.ended(3, StreamEnd.failed(BROKEN));

        assertThat(effects).contains(new Effect.Leave()).noneMatch(Effect.Load.class::isInstance);
        assertThat(events(effects)).last().isInstanceOfSatisfying(PlayerEvent.CallChanged.class, it -> {
            assertThat(it.state()).isEqualTo(CallState.LEFT);
            assertThat(it.failure()).isInstanceOfSatisfying(Failure.UserError.class, why -> {
                assertThat(why.code()).isEqualTo(FailureCode.TRACKS_FAILED);
                assertThat(why.args()).containsEntry("count", FailureArgument.count(1));
            });
        });
        assertThat(player.resting()).isTrue();
        assertThat(command(new PlayerCommand.Resume(), null))
                .contains(new Effect.Load(4, song("d"), Duration.ZERO), new Effect.Join());
    }

    // The card said "Paused", although nobody had paused anything.
    @Test
    void aPlayerThatGaveUpSaysSoAndWaitsForAPerson() {
        play(song("a"), song("b"), song("c"), song("d"));
        for (int stream = 1; stream <= 3; stream++) {
            player.ended(stream, StreamEnd.failed(BROKEN));
        }
        restart();

        CallStatus call = Objects.requireNonNull(player.view().call());
        assertThat(call.phase()).isEqualTo(CallStatus.Phase.LEFT);
        assertThat(call.failure()).extracting(Failure::code).isEqualTo(FailureCode.TRACKS_FAILED);
        assertThat(player.goOn()).as("a new voice chat does not let it go on").isEmpty();
        assertThat(command(new PlayerCommand.Resume(), null)).contains(new Effect.Join());
        assertThat(player.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.JOINING, null));
    }

    @Test
    void aTrackThatPlaysResetsTheCountOfFailures() {
        play(song("a"), song("b"), song("c"), song("d"));
        player.ended(1, StreamEnd.failed(BROKEN));
        player.ended(2, StreamEnd.failed(BROKEN));
        player.ended(3, StreamEnd.FINISHED);

        player.ended(4, StreamEnd.failed(BROKEN));
        assertThat(player.resting()).isFalse();
    }
}
