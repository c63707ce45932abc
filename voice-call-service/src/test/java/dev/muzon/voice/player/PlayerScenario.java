package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.List;

/** A player that never played anything, and the steps of the tests. */
abstract class PlayerScenario {
    static final PlayerRules RULES =
            new PlayerRules(5, Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofMinutes(15), AloneRules.OFF);
    static final Failure BROKEN = Failure.of(FailureCode.SOURCE_TRUNCATED, "gone");

    final TestClock clock = TestClock.create();
    final MonotonicClock time = new MonotonicClock(clock, clock::nanos);
    Player player = new Player(PlayerSnapshot.unused(CHAT), RULES, time);

    /** Goes on as if the process had died and another one read what was saved. */
    void restart() {
        player = new Player(player.snapshot(), RULES, time);
    }

    /** Queues the tracks and lets the first one be heard. */
    void play(Track... tracks) {
        player.enqueue(request("tg:1", tracks));
        player.lineUp();
        player.sounded(1);
    }

    /** Gives a command with every right. */
    List<Effect> command(PlayerCommand command, Long epoch) {
        return player.command(new CommandRequest(command, epoch, ANN));
    }

    void assertRefused(PlayerCommand command, Long epoch, FailureCode code) {
        PlayerSnapshot before = player.snapshot();
        assertThatThrownBy(() -> command(command, epoch))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(code));
        assertThat(player.snapshot()).isEqualTo(before);
    }

    static List<PlayerEvent> events(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Tell.class::isInstance)
                .map(effect -> ((Effect.Tell) effect).event())
                .filter(PlayerEvent.class::isInstance)
                .map(PlayerEvent.class::cast)
                .toList();
    }

    static PlayerEvent.TrackEnded ended(List<Effect> effects) {
        return events(effects).stream()
                .filter(PlayerEvent.TrackEnded.class::isInstance)
                .map(PlayerEvent.TrackEnded.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
