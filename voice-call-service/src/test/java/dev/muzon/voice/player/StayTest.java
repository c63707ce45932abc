package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.Pause;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests of a player that stays in its voice chat. */
class StayTest extends PlayerScenario {
    private static final PlayerEvent QUEUE_ENDED = new PlayerEvent.QueueEnded(CHAT);
    private static final Duration PAUSE = Duration.ofSeconds(60);
    private static final Duration LEAVE = Duration.ofMinutes(10);
    private static final PlayerRules WATCHING = new PlayerRules(
            RULES.queueLimit(), RULES.prefetch(), RULES.linger(), RULES.patience(), new AloneRules(true, PAUSE, LEAVE));

    @BeforeEach
    void watch() {
        restart();
    }

    @Override
    void restart() {
        player = new Player(player.snapshot(), WATCHING, time);
    }

    @Test
    void theVoiceChatIsKeptWhenTheQueueIsOverAndTheNextTrackPlaysThereAtOnce() {
        List<Effect> end = queueEnds();

        assertThat(events(end)).containsExactly(QUEUE_ENDED);
        assertThat(end).doesNotContain(new Effect.Leave());
        assertThat(player.resting()).isFalse();
        assertThat(player.nextWake()).isNull();
        clock.advance(Duration.ofDays(3));
        assertThat(player.wakeUp()).isEmpty();
        assertThat(player.enqueue(request("tg:2", song("b"))))
                .contains(new Effect.Load(2, song("b"), Duration.ZERO))
                .doesNotContain(new Effect.Join());
    }

    @Test
    void musicWithoutListenersPausesButIsNotLeft() {
        stay(true);
        play(song("a"));
        player.alone(true);
        clock.advance(PAUSE);
        assertThat(player.wakeUp()).contains(new Effect.Hold(true));

        assertThat(player.nextWake()).isNull();
        clock.advance(Duration.ofDays(1));
        assertThat(player.wakeUp()).isEmpty();
        assertThat(player.alone(false)).contains(new Effect.Hold(false));
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
    }

    @Test
    void withoutItTheVoiceChatIsLeftAsBefore() {
        queueEnds();
        assertThat(stay(false)).containsExactly(new Effect.Leave());
        assertThat(player.resting()).isTrue();

        player.enqueue(request("tg:2", song("b")));
        player.lineUp();
        player.sounded(2);
        player.alone(true);
        clock.advance(LEAVE);

        assertThat(player.wakeUp()).contains(new Effect.Leave());
    }

    @Test
    void aStopLeavesTheVoiceChatOnceAndKeepsTheSetting() {
        queueEnds();

        List<Effect> effects = command(new PlayerCommand.Stop(), null);

        assertThat(effects).containsExactly(new Effect.Leave());
        assertThat(player.view().queue().stays()).isTrue();
        player.enqueue(request("tg:2", song("b")));
        assertThat(command(new PlayerCommand.Stop(), null)).contains(new Effect.Leave());
    }

    @Test
    void theNextOwnerIsInTheVoiceChatAgainAndTellsTheEndOfTheQueueOnce() {
        queueEnds();
        restart();

        assertThat(player.resume()).contains(new Effect.Join()).noneMatch(Effect.Tell.class::isInstance);

        assertThat(player.wantsSound()).as("no voice chat is started").isFalse();
        List<Effect> gone = player.lineGone(Failure.of(FailureCode.VOICE_CHAT_ENDED, "ended"));
        assertThat(gone).containsExactly(new Effect.Leave());
        assertThat(player.resting()).isTrue();
        restart();
        assertThat(player.resume()).doesNotContain(new Effect.Join());
    }

    @Test
    void theSleepTimerEndsTheMusicAndLeavesAllTheSame() {
        stay(true);
        play(song("a"));
        command(new PlayerCommand.Sleep(Duration.ofMinutes(1)), null);
        clock.advance(Duration.ofMinutes(1));

        assertThat(player.wakeUp()).contains(new Effect.Leave());
    }

    @Test
    void theChangeIsShownAndNeedsNothingThatPlays() {
        assertThat(stay(true)).isEmpty();
        assertThat(player.view().queue().stays()).isTrue();
        restart();
        assertThat(player.view().queue().stays()).isTrue();
        play(song("a"));

        assertThat(events(stay(false)))
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayerEvent.PlayerChanged.class,
                        it -> assertThat(it.player().queue().stays()).isFalse());
    }

    @Test
    void theSettingComesAlongWhenTheGroupBecomesASupergroup() {
        stay(true);
        play(song("a"));
        ChatRef destination = ChatRef.of(-100_777L);
        AdoptPlayer job = player.move(new MovePlayer(CHAT, destination)).stream()
                .filter(Effect.Tell.class::isInstance)
                .map(effect -> ((Effect.Tell) effect).event())
                .filter(AdoptPlayer.class::isInstance)
                .map(AdoptPlayer.class::cast)
                .findFirst()
                .orElseThrow();
        Player there = new Player(PlayerSnapshot.unused(destination), WATCHING, time);

        there.adopt(job);

        assertThat(there.view().queue().stays()).isTrue();
    }

    private List<Effect> queueEnds() {
        stay(true);
        play(song("a"));
        player.ended(1, StreamEnd.FINISHED);
        clock.advance(RULES.linger());
        return player.wakeUp();
    }

    @Test
    void itGivesWayWhereNothingPlaysOrNobodyListensAndNowhereElse() {
        stay(true);
        play(song("a"));
        assertThat(player.onlyStays()).isFalse();
        assertThat(player.giveWay()).isEmpty();
        player.alone(true);
        clock.advance(PAUSE);
        player.wakeUp();
        assertThat(player.onlyStays()).isTrue();
        assertThat(player.giveWay()).contains(new Effect.Leave());
        assertThat(player.resting()).isTrue();
        assertThat(player.view().queue().stays()).isTrue();
    }

    @Test
    void withNothingLeftItGivesWayAndTheWishIsKept() {
        queueEnds();
        assertThat(player.onlyStays()).isTrue();
        assertThat(player.giveWay()).containsExactly(new Effect.Leave());
        assertThat(player.resting()).isTrue();
        assertThat(player.view().queue().stays()).isTrue();
    }

    // A pause by a person held the place for good: "nobody listens" never came to be its cause.
    @Test
    void aPauseByAPersonHeldThePlaceForGoodAfterEverybodyHadGone() {
        stay(true);
        play(song("a"));
        command(new PlayerCommand.Pause(), null);
        assertThat(player.onlyStays()).as("people listen").isFalse();
        player.alone(true);
        clock.advance(PAUSE);
        assertThat(player.onlyStays()).as("they may come back").isFalse();

        assertThat(player.nextWake()).isEqualTo(clock.instant().plus(LEAVE).minus(PAUSE));
        clock.advance(LEAVE.minus(PAUSE));
        assertThat(player.wakeUp()).as("it stays").isEmpty();

        assertThat(player.nextWake()).isNull();
        assertThat(player.onlyStays()).isTrue();
        restart();
        assertThat(player.onlyStays()).as("for the next owner, too").isTrue();
        assertThat(player.giveWay()).contains(new Effect.Leave());
        assertThat(player.resting()).isTrue();
        assertThat(player.view().pause()).isEqualTo(new Pause(ANN));
    }

    @Test
    void aPauseByAPersonKeepsItsPlaceAgainWhenSomebodyComes() {
        stay(true);
        play(song("a"));
        player.alone(true);
        command(new PlayerCommand.Pause(), null);
        clock.advance(LEAVE);
        player.wakeUp();

        player.alone(false);

        assertThat(player.onlyStays()).isFalse();
        assertThat(player.giveWay()).isEmpty();
    }

    private List<Effect> stay(boolean on) {
        return command(new PlayerCommand.Stay(on), null);
    }
}
