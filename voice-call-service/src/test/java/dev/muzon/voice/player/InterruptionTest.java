package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.Pause;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.SoundSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that a lost call and a restart keep track, position and queue. */
class InterruptionTest extends PlayerScenario {
    private static final Failure NO_VOICE_CHAT = Failure.of(FailureCode.NO_VOICE_CHAT, "nobody started one");
    private static final Failure BANNED = Failure.of(FailureCode.ASSISTANT_BANNED, "an admin did");
    private static final Failure REMOVED = Failure.of(FailureCode.ASSISTANT_REMOVED, "an admin did");
    private static final Failure.UserError ENDED = Failure.of(FailureCode.VOICE_CHAT_ENDED, "it was ended", Map.of());

    @Test
    void whileTheCallIsLostThePositionWaitsAndTheChatIsToldOnce() {
        play(song("a"));

        assertThat(events(player.lineLost(BROKEN)))
                .containsExactly(new PlayerEvent.CallChanged(CHAT, CallState.RECONNECTING, BROKEN));
        assertThat(player.lineLost(BROKEN)).isEmpty();
        assertThat(player.view().state()).isEqualTo(PlayerState.RECONNECTING);
        assertThat(events(player.lineUp()))
                .containsExactly(new PlayerEvent.CallChanged(CHAT, CallState.CONNECTED, null));
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
    }

    @Test
    void whatNobodyHeardIsHeardOnceMore() {
        play(song("a"));
        player.heard(1, Duration.ofSeconds(42));

        assertThat(player.unheard(Duration.ofSeconds(8)))
                .containsExactly(new Effect.Load(2, song("a"), Duration.ofSeconds(34)));
        player.lineLost(BROKEN);
        assertThat(player.unheard(Duration.ofSeconds(8))).as("told twice").isEmpty();
        assertThat(player.snapshot().position()).isEqualTo(Duration.ofSeconds(34));
    }

    // Seven seconds that everybody had heard came once more when an admin ended the voice chat.
    @Test
    void whatWasHeardUntilTheVoiceChatEndedWasHeardOnceMore() {
        play(song("a"));
        player.heard(1, Duration.ofSeconds(42));
        player.unheard(Duration.ofSeconds(8));
        player.lineLost(BROKEN);

        player.lineGone(ENDED);

        assertThat(player.snapshot().position()).isEqualTo(Duration.ofSeconds(42));
    }

    @Test
    void whatNobodyHeardBeginsWhereTheTrackWasAskedToBegin() {
        play(song("a"));
        player.heard(1, Duration.ofSeconds(42));
        command(new PlayerCommand.SeekTo(Duration.ofSeconds(60)), null);
        player.sounded(2);
        player.heard(2, Duration.ofSeconds(63));

        assertThat(player.unheard(Duration.ofSeconds(8)))
                .containsExactly(new Effect.Load(3, song("a"), Duration.ofSeconds(60)));
    }

    @Test
    void musicThatWasPausedOrNotHeardYetIsNotHeardOnceMore() {
        play(song("a"));
        player.heard(1, Duration.ofSeconds(42));
        command(new PlayerCommand.Pause(), null);

        assertThat(player.unheard(Duration.ofSeconds(8))).isEmpty();
    }

    @Test
    void aCallThatIsGoneKeepsTrackPositionAndQueueForTheNextRequest() {
        play(song("a"), song("b"));
        player.heard(1, Duration.ofSeconds(42));

        assertThat(player.lineGone(BROKEN)).contains(new Effect.Silence());
        assertThat(player.resting()).isTrue();

        List<Effect> effects = player.enqueue(request("tg:9", song("c")));
        assertThat(effects).contains(new Effect.Load(2, song("a"), Duration.ofSeconds(42)), new Effect.Join());
        assertThat(player.view().upcoming()).hasSize(2);
    }

    @Test
    void aFirstJoinThatFailsIsNotALostConnection() {
        player.enqueue(request("tg:1", song("a")));

        assertThat(events(player.lineLost(NO_VOICE_CHAT))).isEmpty();
        assertThat(player.view().state()).isEqualTo(PlayerState.STARTING);
        assertThat(player.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.JOINING, null));
    }

    @Test
    void troubleIsToldToTheRequestThatWaitsAndShownUntilItIsOver() {
        player.enqueue(request("tg:1", song("a")));
        player.lineLost(NO_VOICE_CHAT);

        List<PlayerEvent> told = events(player.lineTroubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code()));

        var waiting = new CallStatus(CallStatus.Phase.JOINING, NO_VOICE_CHAT);
        assertThat(told).singleElement().isInstanceOfSatisfying(PlayerEvent.CallTroubled.class, it -> {
            assertThat(it.requestId()).isEqualTo("tg:1");
            assertThat(it.failure()).isEqualTo(NO_VOICE_CHAT);
            assertThat(it.player().call()).isEqualTo(waiting);
        });
        assertThat(player.view().call()).isEqualTo(waiting);
        assertThat(events(player.lineUp()))
                .containsExactly(new PlayerEvent.CallChanged(CHAT, CallState.CONNECTED, null));
        assertThat(player.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.CONNECTED, null));
    }

    @Test
    void troubleOfATrackThatWasHeardBelongsToNoRequest() {
        play(song("a"));
        player.lineLost(BROKEN);

        assertThat(events(player.lineTroubled(BROKEN, FailureCode.INTERNAL_TRANSIENT)))
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayerEvent.CallTroubled.class,
                        it -> assertThat(it.requestId()).isNull());
    }

    @Test
    void theNextOwnerDoesNotTellTheSameTroubleAgain() {
        player.enqueue(request("tg:1", song("a")));
        player.lineTroubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code());

        restart();
        player.resume();
        assertThat(events(player.lineTroubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code())))
                .as("shown, and not told again")
                .hasOnlyElementsOfType(PlayerEvent.PlayerChanged.class);
        assertThat(player.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.JOINING, NO_VOICE_CHAT));
        assertThat(events(player.lineTroubled(BROKEN, FailureCode.INTERNAL_TRANSIENT)))
                .hasSize(1);

        command(new PlayerCommand.Resume(), null);
        assertThat(events(player.lineTroubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code())))
                .hasSize(1);
        player.lineUp();
        player.lineLost(NO_VOICE_CHAT);
        assertThat(events(player.lineTroubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code())))
                .hasSize(1);
    }

    // The answer to /resume told the reason, and so did the news of the attempt that followed.
    @Test
    void aReasonWasToldTwiceToAPersonWhoAskedToGoOn() {
        play(song("a"));
        player.lineLost(NO_VOICE_CHAT);
        player.lineTroubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code());

        command(new PlayerCommand.Resume(), null);

        assertThat(player.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.RECONNECTING, null));
        assertThat(events(player.lineTroubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code())))
                .hasSize(1);
    }

    @Test
    void aMuteIsNoReasonThatPassesWhenAPersonAsks() {
        Failure muted = Failure.of(FailureCode.VOICE_CHAT_MUTED, "an admin did");
        play(song("a"));
        player.lineLost(muted);

        command(new PlayerCommand.Resume(), null);

        assertThat(player.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.RECONNECTING, muted));
    }

    // "Joining the voice chat" was all, although everybody knew that the assistant was banned.
    @Test
    void aReasonThatOnlyPeopleRemoveWasForgottenWhenAPersonAskedToGoOn() {
        play(song("a"));
        player.lineLost(BANNED);
        player.lineTroubled(BANNED, BANNED.code());

        command(new PlayerCommand.Resume(), null);

        assertThat(player.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.RECONNECTING, BANNED));
        assertThat(events(player.lineTroubled(BANNED, BANNED.code())))
                .as("told in the answer")
                .isEmpty();
    }

    @Test
    void aRequestAfterTheAssistantWasRemovedDidNotSayWhatItWaitsFor() {
        play(song("a"));
        player.lineGone(REMOVED);

        assertThat(events(player.enqueue(request("tg:2", song("b")))))
                .filteredOn(PlayerEvent.TracksQueued.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayerEvent.TracksQueued.class,
                        it -> assertThat(it.player().call())
                                .isEqualTo(new CallStatus(CallStatus.Phase.JOINING, REMOVED)));
    }

    @Test
    void aBanWasToldAsTwoTroubles() {
        play(song("a"));
        player.lineGone(REMOVED);
        command(new PlayerCommand.Resume(), null);

        assertThat(events(player.lineTroubled(BANNED, BANNED.code())))
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayerEvent.PlayerChanged.class,
                        it -> assertThat(it.player().call())
                                .isEqualTo(new CallStatus(CallStatus.Phase.JOINING, BANNED)));
    }

    @Test
    void newsForgetTheReasonThatTheyMayEnd() {
        play(song("a"));
        player.lineGone(REMOVED);

        player.goOn();

        assertThat(player.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.JOINING, null));
    }

    @Test
    void queuedTracksCarryThePlayerAndWhatItWaitsFor() {
        player.enqueue(request("tg:1", song("a")));
        player.lineTroubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code());

        assertThat(events(player.enqueue(request("tg:2", song("b")))))
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayerEvent.TracksQueued.class,
                        it -> assertThat(it.player())
                                .usingRecursiveComparison()
                                .ignoringFields("revision")
                                .isEqualTo(player.view()));
    }

    @Test
    void nobodyIsToldOfTroubleWhilePaused() {
        play(song("a"));
        command(new PlayerCommand.Pause(), null);
        player.lineLost(BROKEN);

        assertThat(events(player.lineTroubled(BROKEN, FailureCode.INTERNAL_TRANSIENT)))
                .allSatisfy(event -> assertThat(event).isInstanceOf(PlayerEvent.PlayerChanged.class));
    }

    // "I'm still getting into the voice chat" and "unban it" stood there for good, because nobody told that it was
    // over.
    @Test
    void thePausedPlayerKeptToItselfThatNothingKeepsItFromBeingHeard() {
        player.enqueue(request("tg:1", song("a")));
        player.lineTroubled(BANNED, BANNED.code());
        command(new PlayerCommand.Pause(), null);

        assertThat(calls(player.goOn())).containsExactly(new CallStatus(CallStatus.Phase.JOINING, null));
        assertThat(calls(player.lineUp())).containsExactly(new CallStatus(CallStatus.Phase.CONNECTED, null));
        assertThat(calls(player.lineUp())).isEmpty();
    }

    private static List<CallStatus> calls(List<Effect> effects) {
        return events(effects).stream()
                .map(PlayerEvent.PlayerChanged.class::cast)
                .map(event -> Objects.requireNonNull(event.player().call()))
                .toList();
    }

    @Test
    void anEndedVoiceChatTellsHowManyTracksAreSafeAndTheNextOneGoesOnAtThePosition() {
        play(song("a"), song("b"));
        player.heard(1, Duration.ofSeconds(42));

        assertThat(events(player.lineGone(ENDED)))
                .containsExactly(new PlayerEvent.CallChanged(
                        CHAT, CallState.LEFT, ENDED.with("count", FailureArgument.count(2))));
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
        assertThat(player.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.LEFT, ENDED));
        assertThat(player.snapshot().awaitsCall()).isTrue();

        restart();
        assertThat(player.goOn()).contains(new Effect.Load(1, song("a"), Duration.ofSeconds(42)), new Effect.Join());
        assertThat(player.snapshot().awaitsCall()).isFalse();
        assertThat(player.goOn()).isEmpty();
    }

    @Test
    void aPausedPlayerDoesNotGoOnByItself() {
        play(song("a"));
        command(new PlayerCommand.Pause(), null);

        assertThat(events(player.lineGone(ENDED)))
                .containsExactly(new PlayerEvent.CallChanged(
                        CHAT, CallState.LEFT, ENDED.with("paused", FailureArgument.count(1))));
        assertThat(player.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.LEFT, ENDED));
        assertThat(player.view().pause()).isEqualTo(new Pause(ANN));
        assertThat(player.goOn()).doesNotContain(new Effect.Join());
        assertThat(command(new PlayerCommand.Resume(), null)).contains(new Effect.Join());
        player.lineGone(NO_VOICE_CHAT);
        assertThat(player.goOn()).contains(new Effect.Join());
    }

    @Test
    void aPauseAfterTheVoiceChatEndedWasForgottenAtTheNextOne() {
        play(song("a"));
        player.lineGone(ENDED);

        assertThat(events(command(new PlayerCommand.Pause(), null)))
                .singleElement()
                .isInstanceOfSatisfying(PlayerEvent.PlayerChanged.class, it -> {
                    assertThat(it.player().pause()).isEqualTo(new Pause(ANN));
                    assertThat(it.player().call()).isEqualTo(new CallStatus(CallStatus.Phase.LEFT, ENDED));
                });
        assertThat(player.snapshot().awaitsCall()).isFalse();
        restart();
        assertThat(player.goOn()).doesNotContain(new Effect.Join());
        assertThat(command(new PlayerCommand.Resume(), null)).contains(new Effect.Join());
    }

    // A member's /play let the music begin in the next voice chat, although an admin had paused it.
    @ParameterizedTest
    @EnumSource(
            value = Placement.Place.class,
            names = {"LAST", "NEXT"})
    void aRequestLiftedThePauseOfAPersonAfterTheVoiceChatEnded(Placement.Place place) {
        play(song("a"));
        player.lineGone(ENDED);
        command(new PlayerCommand.Pause(), null);
        restart();
        player.resume();

        List<Effect> effects = player.enqueue(placed(place));

        assertThat(effects).doesNotContain(new Effect.Join(), new Effect.Hold(false));
        assertThat(events(effects))
                .filteredOn(PlayerEvent.TracksQueued.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(PlayerEvent.TracksQueued.class, it -> {
                    assertThat(it.position()).isEqualTo(1);
                    assertThat(it.startsIn()).isNull();
                    assertThat(it.player().pause()).isEqualTo(new Pause(ANN));
                    assertThat(it.player().call()).isEqualTo(new CallStatus(CallStatus.Phase.LEFT, ENDED));
                });
        restart();
        player.resume();
        assertThat(player.goOn()).doesNotContain(new Effect.Join());
        assertThat(command(new PlayerCommand.Resume(), null)).contains(new Effect.Join(), new Effect.Hold(false));
    }

    @Test
    void aRequestThatPlaysAtOnceEndsThePauseAlsoAfterTheVoiceChatEnded() {
        play(song("a"));
        player.lineGone(ENDED);
        command(new PlayerCommand.Pause(), null);

        assertThat(player.enqueue(placed(Placement.Place.NOW)))
                .contains(new Effect.Load(2, song("b"), Duration.ZERO), new Effect.Join(), new Effect.Hold(false));
    }

    @Test
    void aRequestLiftedThePauseThatAnUndoHadBroughtBack() {
        play(song("a"));
        command(new PlayerCommand.Pause(), null);
        command(new PlayerCommand.Stop(), null);
        restart();
        command(new PlayerCommand.Undo(), null);
        player.lineGone(ENDED);

        assertThat(player.enqueue(placed(Placement.Place.LAST))).doesNotContain(new Effect.Join());

        assertThat(player.view().pause()).isEqualTo(new Pause(ANN));
    }

    private static EnqueueTracks placed(Placement.Place place) {
        return new EnqueueTracks("tg:9", CHAT, ANN, List.of(song("b")), 0, new Placement(place, false), null);
    }

    @Test
    void aPauseWhileThereIsNoVoiceChatYetIsKeptToo() {
        player.enqueue(request("tg:1", song("a")));
        player.lineTroubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code());
        command(new PlayerCommand.Pause(), null);

        player.lineGone(NO_VOICE_CHAT);

        assertThat(player.goOn()).doesNotContain(new Effect.Join());
        assertThat(player.view().pause()).isEqualTo(new Pause(ANN));
    }

    // "Start one, and I'll go on" was said a quarter of an hour after "I don't go on by myself".
    @Test
    void thePausedPlayerThatGaveUpPromisedToGoOn() {
        player.enqueue(request("tg:1", song("a")));
        player.lineTroubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code());
        command(new PlayerCommand.Pause(), null);

        assertThat(events(player.lineGone(NO_VOICE_CHAT)))
                .containsExactly(new PlayerEvent.CallChanged(CHAT, CallState.LEFT, null));
    }

    // "Your 2 tracks are safe: start a new one and I'll go on" stood there for good, although both were skipped.
    @Test
    void theEndOfAQueueThatWasSkippedOutsideOfTheVoiceChatWasNotTold() {
        play(song("a"), song("b"));
        player.lineGone(ENDED);

        assertThat(events(command(new PlayerCommand.Skip(1), null)))
                .noneMatch(PlayerEvent.QueueEnded.class::isInstance);
        assertThat(events(command(new PlayerCommand.Skip(1), null))).anyMatch(PlayerEvent.QueueEnded.class::isInstance);
    }

    // "Unban it, and I'll go on" stood there for good, although nothing was left to go on with.
    @Test
    void theEndOfAQueueThatWasNeverHeardWasNotTold() {
        player.enqueue(request("tg:1", song("a")));
        player.lineTroubled(BANNED, BANNED.code());
        command(new PlayerCommand.Pause(), null);

        assertThat(events(command(new PlayerCommand.Skip(1), null))).anyMatch(PlayerEvent.QueueEnded.class::isInstance);
    }

    // Nobody had paused, and yet the next voice chat stayed silent and read "I'm paused".
    @Test
    void theUndoOfASkipAfterTheVoiceChatEndedPausedTheMusic() {
        play(song("a"), song("b"));
        player.lineGone(ENDED);
        command(new PlayerCommand.Skip(1), null);

        assertThat(command(new PlayerCommand.Undo(), null)).doesNotContain(new Effect.Join());

        assertThat(player.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.LEFT, ENDED));
        restart();
        assertThat(player.goOn()).contains(new Effect.Load(1, song("a"), Duration.ZERO), new Effect.Join());
    }

    @Test
    void theUndoOfAStopAfterTheVoiceChatEndedPausedTheMusic() {
        play(song("a"), song("b"));
        player.lineGone(ENDED);
        command(new PlayerCommand.Stop(), null);

        assertThat(command(new PlayerCommand.Undo(), null)).contains(new Effect.Join());

        assertThat(player.view().state()).isEqualTo(PlayerState.STARTING);
    }

    @Test
    void theUndoOfASkipLeavesMusicThatSleepsAsleep() {
        play(song("a"), song("b"));
        command(new PlayerCommand.Sleep(Duration.ofMinutes(1)), null);
        clock.advance(Duration.ofMinutes(1));
        player.wakeUp();
        command(new PlayerCommand.Skip(1), null);

        assertThat(command(new PlayerCommand.Undo(), null)).doesNotContain(new Effect.Join());

        assertThat(player.resting()).isTrue();
        assertThat(command(new PlayerCommand.Resume(), null)).contains(new Effect.Join());
    }

    @Test
    void aStoppedPlayerDoesNotGoOnByItself() {
        play(song("a"));
        player.lineGone(ENDED);
        command(new PlayerCommand.Stop(), null);

        assertThat(player.goOn()).isEmpty();
        assertThat(player.snapshot().awaitsCall()).isFalse();
    }

    @Test
    void noTimeIsPromisedToTracksThatWaitWhileNothingPlays() {
        player.enqueue(request("tg:1", song("a")));
        player.lineLost(NO_VOICE_CHAT);
        player.lineTroubled(NO_VOICE_CHAT, NO_VOICE_CHAT.code());

        assertThat(events(player.enqueue(request("tg:2", song("b")))))
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayerEvent.TracksQueued.class,
                        it -> assertThat(it.startsIn()).isNull());
    }

    @Test
    void aTrackThatGoesOnAfterItsCallWasGoneIsAnnouncedOnceMore() {
        player.enqueue(request("tg:1", song("a")));
        player.lineUp();
        List<Effect> first = player.sounded(1);
        player.lineGone(BROKEN);
        command(new PlayerCommand.Resume(), null);
        player.lineUp();

        List<Effect> second = player.sounded(2);

        assertThat(events(second)).singleElement().isInstanceOf(PlayerEvent.TrackStarted.class);
        assertThat(((Effect.Tell) second.getFirst()).id()).isNotEqualTo(((Effect.Tell) first.getFirst()).id());
    }

    @Test
    void aRestartGoesOnAtTheSavedPosition() {
        play(song("a"), song("b"));
        command(new PlayerCommand.SetVolume(50), null);
        player.heard(1, Duration.ofSeconds(42));

        restart();

        assertThat(player.resume())
                .containsExactly(
                        new Effect.Volume(50),
                        new Effect.Sound(SoundSettings.DEFAULT),
                        new Effect.Hold(false),
                        new Effect.Load(1, song("a"), Duration.ofSeconds(42)),
                        new Effect.Join());
        player.lineUp();
        assertThat(events(player.sounded(1))).singleElement().isInstanceOf(PlayerEvent.PlayerChanged.class);
        assertThat(player.view().upcoming()).hasSize(1);
    }

    @Test
    void aRestartOfAPausedPlayerStaysPaused() {
        play(song("a"));
        command(new PlayerCommand.Pause(), null);

        restart();

        assertThat(player.resume()).contains(new Effect.Hold(true), new Effect.Join());
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
    }
}
