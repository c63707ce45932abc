package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of what follows the end of music by a sleep timer. */
class SleepTest extends PlayerScenario {
    private static final Failure AWAY = Failure.of(FailureCode.PEER_UNAVAILABLE, "the extractor restarts");
    private static final Failure DEAD = Failure.of(FailureCode.TRACK_DAMAGED, "no song in it");
    private static final Duration NIGHT = Duration.ofHours(8);

    @Test
    void nothingStartsByItselfAfterTheSleepTimerEndedTheMusic() {
        play(song("a"), song("b"), song("c"));
        player.heard(1, Duration.ofSeconds(150));
        player.wakeUp();
        sleep();

        assertThat(player.ended(1, StreamEnd.FINISHED)).isEmpty();
        assertThat(player.ended(2, StreamEnd.failed(DEAD))).isEmpty();
        assertThat(player.sounded(2)).isEmpty();
        assertThat(player.goOn()).isEmpty();
        assertThat(player.alone(true)).isEmpty();
        assertThat(player.alone(false)).isEmpty();
        assertThat(player.nextWake()).isNull();
        clock.advance(NIGHT);
        assertThat(player.wakeUp()).isEmpty();
        restart();
        assertThat(player.resume()).noneMatch(Effect.Load.class::isInstance).doesNotContain(new Effect.Join());
        assertThat(player.view().current()).extracting(QueueEntry::track).isEqualTo(song("a"));
    }

    @Test
    void eachDeadTrackBehindTheOneThatSleptIsTold() {
        play(song("a"), song("b"), song("c"));
        sleep();
        command(new PlayerCommand.Resume(), null);
        player.lineUp();
        assertThat(events(player.sounded(2))).singleElement().isInstanceOf(PlayerEvent.TrackStarted.class);
        player.ended(2, StreamEnd.FINISHED);

        List<Effect> effects = player.ended(3, StreamEnd.failed(DEAD));

        assertThat(ended(effects).reason()).isEqualTo(EndReason.FAILED);
        assertThat(ended(effects).entry().track()).isEqualTo(song("b"));
        assertThat(events(player.sounded(4))).singleElement().isInstanceOf(PlayerEvent.TrackStarted.class);
    }

    // The next track was tried and given up in silence, because the chat had read of its source before it slept.
    @Test
    void aSourceThatWasAwayBeforeTheSleepWasNotToldOfAgainAndGivenUpAtOnce() {
        trackWaitsForItsSource();
        sleep();
        clock.advance(NIGHT);
        assertThat(player.view().call()).isNull();
        command(new PlayerCommand.Resume(), null);
        player.lineUp();

        List<Effect> effects = player.ended(3, StreamEnd.failed(AWAY));

        assertThat(events(effects)).singleElement().isInstanceOf(PlayerEvent.CallTroubled.class);
        assertThat(player.view().current()).extracting(QueueEntry::track).isEqualTo(song("b"));
    }

    @Test
    void aSourceThatWasAwayWhenTheVoiceChatEndedWasNotToldOfInTheNextOne() {
        trackWaitsForItsSource();
        player.lineGone(Failure.of(FailureCode.VOICE_CHAT_ENDED, "ended"));
        clock.advance(NIGHT);
        player.goOn();
        player.lineUp();

        assertThat(events(player.ended(3, StreamEnd.failed(AWAY))))
                .singleElement()
                .isInstanceOf(PlayerEvent.CallTroubled.class);
    }

    // Two dead tracks in the evening and one in the morning left the voice chat, although a person had just asked.
    @Test
    void tracksThatFailedBeforeTheSleepCountedInTheMorning() {
        play(song("a"), song("b"), song("c"), song("d"));
        player.ended(1, StreamEnd.failed(DEAD));
        player.ended(2, StreamEnd.failed(DEAD));
        sleep();
        command(new PlayerCommand.Resume(), null);

        player.ended(4, StreamEnd.failed(DEAD));

        assertThat(player.view().current()).extracting(QueueEntry::track).isEqualTo(song("d"));
        assertThat(player.resting()).isFalse();
    }

    private void trackWaitsForItsSource() {
        play(song("a"));
        player.enqueue(request("tg:2", song("b"), song("c")));
        player.ended(1, StreamEnd.FINISHED);
        assertThat(events(player.ended(2, StreamEnd.failed(AWAY)))).hasSize(1);
    }

    private void sleep() {
        command(new PlayerCommand.Sleep(Duration.ofMinutes(1)), null);
        clock.advance(Duration.ofMinutes(1));
        assertThat(events(player.wakeUp()))
                .contains(new PlayerEvent.PlayerRested(player.view().chat(), PlayerEvent.PlayerRested.Reason.SLEEP));
        assertThat(player.resting()).isTrue();
    }
}
