package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.PlayerEvent.PlayerRested.Reason;
import dev.muzon.protocol.player.Pause;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of music that nobody listens to. */
class AloneTest extends PlayerScenario {
    private static final Duration PAUSE = Duration.ofSeconds(60);
    private static final Duration LEAVE = Duration.ofMinutes(10);

    private PlayerRules rules = with(new AloneRules(true, PAUSE, LEAVE));

    private static PlayerRules with(AloneRules alone) {
        return new PlayerRules(RULES.queueLimit(), RULES.prefetch(), RULES.linger(), RULES.patience(), alone);
    }

    @BeforeEach
    void play() {
        restart();
        play(song("a"), song("b"));
    }

    @Override
    void restart() {
        player = new Player(player.snapshot(), rules, time);
    }

    @Test
    void musicThatNobodyListensToPausesAfterAMinuteWithAWord() {
        player.alone(true);
        assertThat(player.nextWake()).isEqualTo(clock.instant().plus(PAUSE));
        clock.advance(PAUSE.minusMillis(1));
        assertThat(player.wakeUp()).isEmpty();

        clock.advance(Duration.ofMillis(1));
        List<Effect> effects = player.wakeUp();

        assertThat(effects).contains(new Effect.Hold(true)).doesNotContain(new Effect.Leave());
        assertThat(events(effects)).contains(new PlayerEvent.PlayerRested(CHAT, Reason.ALONE));
        assertThat(events(effects)).anyMatch(PlayerEvent.PlayerChanged.class::isInstance);
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
        assertThat(player.wakeUp()).as("nothing is said twice").isEmpty();
        assertThat(player.view().pause()).isEqualTo(new Pause(null));
        restart();
        assertThat(player.view().pause()).isEqualTo(new Pause(null));
    }

    @Test
    void musicGoesOnByItselfWhenSomebodyComes() {
        pauseAlone();

        List<Effect> effects = player.alone(false);

        assertThat(effects).contains(new Effect.Hold(false));
        assertThat(events(effects)).singleElement().isInstanceOf(PlayerEvent.PlayerChanged.class);
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
        assertThat(player.view().pause()).isNull();
        clock.advance(LEAVE);
        player.wakeUp();
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
    }

    @Test
    void aPauseByAPersonWasForgottenWhenTheMusicHadPausedByItselfBefore() {
        pauseAlone();

        assertThat(events(command(new PlayerCommand.Pause(), null))).hasSize(1);

        assertThat(player.view().pause()).isEqualTo(new Pause(ANN));
        assertThat(player.alone(false)).isEmpty();
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
    }

    @Test
    void aListenerWhoIsBackWithinAMinuteHearsNoPause() {
        player.alone(true);
        clock.advance(PAUSE.minusSeconds(1));
        player.alone(false);
        clock.advance(PAUSE);
        player.wakeUp();

        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
    }

    @Test
    void aPauseThatAPersonMadeLastsWhenSomebodyComes() {
        player.alone(true);
        command(new PlayerCommand.Pause(), null);
        clock.advance(PAUSE);
        player.wakeUp();

        assertThat(player.alone(false)).isEmpty();
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
    }

    @Test
    void aPersonWhoResumesWithoutListeningHasAnotherMinute() {
        pauseAlone();

        command(new PlayerCommand.Resume(), null);
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
        clock.advance(PAUSE.minusSeconds(1));
        player.wakeUp();
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
        clock.advance(Duration.ofSeconds(1));
        player.wakeUp();

        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
    }

    @Test
    void theVoiceChatIsLeftWithItsQueueWhenNobodyComesForLong() {
        player.heard(1, Duration.ofSeconds(42));
        pauseAlone();
        assertThat(player.nextWake()).isEqualTo(clock.instant().plus(LEAVE).minus(PAUSE));
        clock.advance(LEAVE.minus(PAUSE));

        List<Effect> effects = player.wakeUp();

        assertThat(effects).contains(new Effect.Leave());
        assertThat(events(effects)).containsExactly(new PlayerEvent.PlayerRested(CHAT, Reason.LEFT_ALONE));
        assertThat(player.resting()).isTrue();
        assertThat(player.nextWake()).isNull();
        assertThat(player.view().queue().size()).isEqualTo(1);
        assertThat(player.view().position()).isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    void resumeGoesOnAfterTheVoiceChatWasLeft() {
        leaveAlone();

        assertThat(command(new PlayerCommand.Resume(), null))
                .contains(new Effect.Join(), new Effect.Hold(false))
                .anyMatch(Effect.Load.class::isInstance);
    }

    @Test
    void aRequestGoesOnAfterTheVoiceChatWasLeft() {
        leaveAlone();

        assertThat(player.enqueue(request("tg:2", song("c"))))
                .contains(new Effect.Join(), new Effect.Hold(false))
                .anyMatch(Effect.Load.class::isInstance);
        assertThat(player.view().current().track().id()).isEqualTo("a");
    }

    @Test
    void aRequestLiftedThePauseOfAPersonAfterTheVoiceChatWasLeft() {
        command(new PlayerCommand.Pause(), null);
        player.alone(true);
        clock.advance(LEAVE);
        player.wakeUp();

        assertThat(player.enqueue(request("tg:2", song("c")))).doesNotContain(new Effect.Join());

        assertThat(player.view().pause()).isEqualTo(new Pause(ANN));
    }

    @Test
    void aVoiceChatInWhichAPersonPausedIsLeftToo() {
        command(new PlayerCommand.Pause(), null);
        player.alone(true);
        clock.advance(LEAVE);

        assertThat(player.wakeUp()).contains(new Effect.Leave());
    }

    @Test
    void theTimeAloneGoesOnAfterARestart() {
        pauseAlone();
        restart();
        player.resume();
        player.lineUp();

        assertThat(player.nextWake()).isEqualTo(clock.instant().plus(LEAVE).minus(PAUSE));
        assertThat(player.alone(false)).contains(new Effect.Hold(false));
    }

    @Test
    void aRequestWaitsWhileNobodyListens() {
        pauseAlone();

        assertThat(player.enqueue(request("tg:2", song("c")))).doesNotContain(new Effect.Hold(false));
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
    }

    @Test
    void musicPlaysToNobodyWhereThatIsNotWatched() {
        rules = with(AloneRules.OFF);
        restart();
        player.alone(true);
        clock.advance(LEAVE);
        player.wakeUp();

        assertThat(player.view().state()).isNotEqualTo(PlayerState.PAUSED);
        assertThat(player.snapshot().alone()).isNull();
    }

    // "I go on when somebody joins" was said, and the next voice chat was told that a person had paused.
    @Test
    void aPauseBecauseNobodyListenedOutlastedTheEndOfTheVoiceChat() {
        pauseAlone();

        List<Effect> effects = player.lineGone(Failure.of(FailureCode.VOICE_CHAT_ENDED, "ended"));

        assertThat(events(effects))
                .filteredOn(PlayerEvent.CallChanged.class::isInstance)
                .last()
                .asString()
                .contains("count");
        assertThat(player.snapshot().paused()).isFalse();
        assertThat(player.snapshot().awaitsCall()).isTrue();
    }

    // The undo made it a pause of nobody, which did not end when people came.
    @Test
    void theUndoOfAStopPausedTheMusicThatOnlyWaitedForListeners() {
        pauseAlone();
        command(new PlayerCommand.Stop(), null);

        command(new PlayerCommand.Undo(), null);
        player.alone(true);

        assertThat(player.snapshot().paused()).isFalse();
        clock.advance(PAUSE);
        player.wakeUp();
        assertThat(player.view().pause()).isEqualTo(new Pause(null));
        assertThat(player.alone(false)).contains(new Effect.Hold(false));
    }

    @Test
    void theUndoOfASkipPausedTheMusicThatOnlyWaitedForListeners() {
        pauseAlone();
        command(new PlayerCommand.Skip(1), null);

        command(new PlayerCommand.Undo(), null);

        assertThat(player.view().current().track().id()).isEqualTo("a");
        assertThat(player.snapshot().paused()).isFalse();
        clock.advance(PAUSE);
        player.wakeUp();
        assertThat(player.alone(false)).contains(new Effect.Hold(false));
    }

    // The undo made it a pause of nobody, which only a /resume ended.
    @Test
    void aRequestDidNotGoOnAfterTheUndoOfAStopOfMusicThatWasLeftAlone() {
        leaveAlone();
        command(new PlayerCommand.Stop(), null);

        assertThat(command(new PlayerCommand.Undo(), null)).doesNotContain(new Effect.Join());
        assertThat(player.resting()).isTrue();
        assertThat(player.view().current().track().id()).isEqualTo("a");

        assertThat(player.enqueue(request("tg:2", song("c")))).contains(new Effect.Join());
        assertThat(player.snapshot().paused()).isFalse();
    }

    private void pauseAlone() {
        player.alone(true);
        clock.advance(PAUSE);
        player.wakeUp();
    }

    private void leaveAlone() {
        pauseAlone();
        clock.advance(LEAVE.minus(PAUSE));
        player.wakeUp();
    }
}
