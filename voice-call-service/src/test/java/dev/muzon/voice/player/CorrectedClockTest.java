package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.radio;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of a wall clock that is corrected by an hour while music plays. */
class CorrectedClockTest extends PlayerScenario {
    private static final AloneRules ALONE = new AloneRules(true, Duration.ofSeconds(60), Duration.ofMinutes(10));
    private static final Failure AWAY = Failure.of(FailureCode.PEER_UNAVAILABLE, "away");

    @Override
    void restart() {
        // A new process has a new ticker and knows only what was stored.
        player = new Player(player.snapshot(), rulesAlone(), new MonotonicClock(clock, clock::nanos));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aPlayerThatIsAlonePausesAfterTheSameTime(int hours) {
        restart();
        play(song("a"));
        player.alone(true);
        clock.step(Duration.ofHours(hours));
        assertThat(player.wakeUp()).as("nothing is due early").isEmpty();
        clock.advance(Duration.ofSeconds(60));

        assertThat(player.wakeUp()).contains(new Effect.Hold(true)).doesNotContain(new Effect.Leave());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aPlayerThatIsAloneLeavesAfterTheSameTimeAlsoBehindARestart(int hours) {
        restart();
        play(song("a"));
        player.alone(true);
        clock.step(Duration.ofHours(hours));
        clock.advance(Duration.ofMinutes(9));
        restart();
        player.resume();
        assertThat(player.wakeUp()).doesNotContain(new Effect.Leave());
        clock.advance(Duration.ofMinutes(1));

        assertThat(player.wakeUp()).contains(new Effect.Leave());
    }

    @Test
    void aPlayerWhoseClockWasWrongWhileItWasDownIsAloneFromNowOn() {
        restart();
        play(song("a"));
        player.alone(true);
        clock.step(Duration.ofHours(-1));
        PlayerSnapshot inTheFuture = player.snapshot();
        clock.step(Duration.ofHours(-1));
        player = new Player(inTheFuture, rulesAlone(), new MonotonicClock(clock, clock::nanos));
        player.resume();
        clock.advance(Duration.ofMinutes(10));

        assertThat(player.wakeUp()).contains(new Effect.Leave());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void theSleepTimerEndsTheMusicAfterTheTimeThatWasAskedFor(int hours) {
        play(song("a", Duration.ofHours(2)));
        command(new PlayerCommand.Sleep(Duration.ofMinutes(30)), null);
        clock.step(Duration.ofHours(hours));
        assertThat(player.wakeUp()).doesNotContain(new Effect.Leave());
        Instant shown = clock.instant().plus(Duration.ofMinutes(30));
        assertThat(player.view().queue().sleepsAt()).isEqualTo(shown);
        clock.advance(Duration.ofMinutes(30));

        assertThat(player.wakeUp()).contains(new Effect.Leave());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void theEndOfATrackIsFollowedByTheSameLinger(int hours) {
        play(song("a"));
        player.ended(1, StreamEnd.FINISHED);
        clock.step(Duration.ofHours(hours));
        assertThat(player.wakeUp()).isEmpty();
        clock.advance(RULES.linger());

        assertThat(player.wakeUp()).contains(new Effect.Leave());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aTrackWhoseSourceIsAwayIsTriedAgainAndNotGivenUp(int hours) {
        play(song("a"), radio("b"));
        player.ended(1, StreamEnd.truncated(AWAY));
        clock.step(Duration.ofHours(hours));
        clock.advance(Duration.ofMillis(500));

        assertThat(player.wakeUp()).containsExactly(new Effect.Load(2, song("a"), Duration.ZERO));
        assertThat(events(player.ended(2, StreamEnd.failed(AWAY)))).isEmpty();
        assertThat(player.view().state()).isEqualTo(PlayerState.STARTING);
    }

    @Test
    void aCommandCanBeUndoneWhenTheClockWasSetAhead() {
        play(song("a"), song("b"));
        command(new PlayerCommand.Skip(1), null);
        clock.step(Duration.ofHours(1));

        command(new PlayerCommand.Undo(), null);

        assertThat(player.view().current())
                .extracting(entry -> entry.track().id())
                .isEqualTo("a");
    }

    @Test
    void aClockThatIsCorrectedLittleByLittleChangesNothingThatIsStored() {
        play(song("a", Duration.ofHours(2)));
        command(new PlayerCommand.Sleep(Duration.ofMinutes(30)), null);
        PlayerSnapshot before = player.snapshot();
        clock.step(Duration.ofMillis(3));

        assertThat(player.snapshot()).isEqualTo(before);
    }

    private static PlayerRules rulesAlone() {
        return new PlayerRules(RULES.queueLimit(), RULES.prefetch(), RULES.linger(), RULES.patience(), ALONE);
    }
}
