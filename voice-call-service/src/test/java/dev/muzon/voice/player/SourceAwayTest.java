package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.QueueEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that a track outlives its source being away. */
class SourceAwayTest extends PlayerScenario {
    private static final Failure AWAY = Failure.of(FailureCode.PEER_UNAVAILABLE, "the extractor restarts");

    @Test
    void aTrackWhoseSourceIsAwayIsKeptAndOpenedAgainWhereItWas() {
        play(song("a"), song("b"));
        player.heard(1, Duration.ofSeconds(42));

        List<Effect> effects = player.ended(1, StreamEnd.truncated(AWAY));

        assertThat(events(effects)).singleElement().isInstanceOf(PlayerEvent.CallTroubled.class);
        assertThat(player.view().current()).extracting(QueueEntry::track).isEqualTo(song("a"));
        assertThat(player.view().state()).isEqualTo(PlayerState.STARTING);
        assertThat(player.nextWake()).isEqualTo(clock.instant().plusMillis(500));
        clock.advance(Duration.ofMillis(500));
        assertThat(player.wakeUp()).containsExactly(new Effect.Load(2, song("a"), Duration.ofSeconds(42)));
    }

    @Test
    void theChatIsToldOnceHoweverOftenTheSourceIsTried() {
        play(song("a"));
        int told = 0;
        for (long stream = 1; stream < 6; stream++) {
            told += events(player.ended(stream, StreamEnd.failed(AWAY))).size();
            clock.advance(Duration.ofSeconds(30));
            player.wakeUp();
        }

        assertThat(told).isEqualTo(1);
    }

    @Test
    void aCuedTrackThatCouldNotBeOpenedIsOpenedAgainWhenItsTurnComes() {
        play(song("a"), song("b"));
        player.ending(1);
        player.ended(1, StreamEnd.FINISHED);

        player.ended(2, StreamEnd.failed(AWAY));
        clock.advance(Duration.ofSeconds(1));

        assertThat(player.wakeUp()).containsExactly(new Effect.Load(3, song("b"), Duration.ZERO));
    }

    @Test
    void aSourceThatIsAwayForTooLongCostsTheTrack() {
        play(song("a"), song("b"));
        player.ended(1, StreamEnd.failed(AWAY));
        clock.advance(RULES.patience());
        player.wakeUp();

        assertThat(ended(player.ended(2, StreamEnd.failed(AWAY))).reason()).isEqualTo(EndReason.FAILED);
        assertThat(player.view().current()).extracting(QueueEntry::track).isEqualTo(song("b"));
    }

    @Test
    void aTrackThatIsHeardAgainHasAllThePatienceForTheNextTime() {
        play(song("a"));
        player.ended(1, StreamEnd.failed(AWAY));
        clock.advance(RULES.patience());
        player.wakeUp();
        player.sounded(2);

        player.ended(2, StreamEnd.failed(AWAY));

        assertThat(player.view().current()).extracting(QueueEntry::track).isEqualTo(song("a"));
    }

    @Test
    void aPausedTrackIsNotOpenedBeforeItGoesOn() {
        play(song("a"));
        player.ended(1, StreamEnd.failed(AWAY));
        command(new PlayerCommand.Pause(), null);
        clock.advance(Duration.ofMinutes(1));

        assertThat(player.wakeUp()).isEmpty();
        assertThat(command(new PlayerCommand.Resume(), null)).contains(new Effect.Load(2, song("a"), Duration.ZERO));
    }

    @Test
    void aBadTrackIsNotWaitedFor() {
        play(song("a"), song("b"));

        assertThat(ended(player.ended(1, StreamEnd.failed(BROKEN))).reason()).isEqualTo(EndReason.FAILED);
    }
}
