package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.Requester;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.Placement;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests of the commands that change the queue, its order, and which of its tracks plays. */
class PlaylistCommandsTest extends PlayerScenario {
    private static final Requester BOB = new Requester(8, "Bob");

    @Nested
    class Loops {
        @Test
        void aRepeatedTrackFollowsItselfWithoutAGapAndItsCardStays() {
            play(song("a"), song("b"));
            command(new PlayerCommand.SetLoop(Loop.TRACK), null);
            assertThat(player.ending(1)).containsExactly(new Effect.Cue(2, song("a")));

            List<Effect> effects = player.ended(1, StreamEnd.FINISHED);

            assertThat(effects).containsExactly(new Effect.Promote(2));
            assertThat(player.view().epoch()).isEqualTo(2);
            assertThat(current()).isEqualTo("tg:1/0");
            assertThat(events(player.sounded(2))).singleElement().isInstanceOf(PlayerEvent.TrackStarted.class);
        }

        @Test
        void aLoopThatIsChosenWhileTheNextTrackIsCuedReplacesTheCue() {
            play(song("a"), song("b"));
            player.ending(1);

            assertThat(command(new PlayerCommand.SetLoop(Loop.TRACK), null)).contains(new Effect.Cue(3, song("a")));
            assertThat(player.ended(1, StreamEnd.FINISHED)).contains(new Effect.Promote(3));
        }

        @Test
        void aTrackIsPlayedAsOftenAsAskedFor() {
            play(song("a"), song("b"));
            command(new PlayerCommand.SetLoop(Loop.times(2)), null);

            player.ended(1, StreamEnd.FINISHED);
            assertThat(current()).isEqualTo("tg:1/0");
            assertThat(player.view().queue().loop()).isEqualTo(Loop.OFF);
            player.ended(2, StreamEnd.FINISHED);
            assertThat(current()).isEqualTo("tg:1/1");
        }

        @Test
        void aQueueThatRepeatsPutsWhatWasHeardBehindTheRest() {
            play(song("a"), song("b"));
            command(new PlayerCommand.SetLoop(Loop.QUEUE), null);

            player.ended(1, StreamEnd.FINISHED);

            assertThat(current()).isEqualTo("tg:1/1");
            assertThat(waiting()).containsExactly("tg:1/0");
        }

        @Test
        void nobodyKnowsWhenATrackBehindARepeatedOneStarts() {
            play(song("a"));
            command(new PlayerCommand.SetLoop(Loop.TRACK), null);

            assertThat(events(player.enqueue(request("tg:2", song("b")))))
                    .first()
                    .isInstanceOfSatisfying(
                            PlayerEvent.TracksQueued.class,
                            queued -> assertThat(queued.startsIn()).isNull());
        }

        @Test
        void aTrackThatCannotBePlayedIsNotRepeated() {
            play(song("a"), song("b"));
            command(new PlayerCommand.SetLoop(Loop.TRACK), null);

            player.ended(1, StreamEnd.failed(BROKEN));

            assertThat(current()).isEqualTo("tg:1/1");
        }

        @Test
        void aLoopWithoutATrackOrWithTooManyTimesIsRefused() {
            assertRefused(new PlayerCommand.SetLoop(Loop.TRACK), null, FailureCode.NOTHING_PLAYING);
            play(song("a"));
            assertRefused(new PlayerCommand.SetLoop(Loop.times(11)), null, FailureCode.BAD_INPUT);
        }
    }

    @Nested
    class Orders {
        @Test
        void theOrderAsQueuedComesBackAfterAShuffle() {
            play(song("a"), song("b"), song("c"), song("d"), song("e"));
            List<String> asQueued = waiting();
            do {
                clock.advance(Duration.ofSeconds(1));
                command(new PlayerCommand.SetOrder(PlayOrder.SHUFFLED), null);
            } while (waiting().equals(asQueued));

            restart();
            assertThat(player.view().queue().order()).isEqualTo(PlayOrder.SHUFFLED);
            assertThat(waiting()).isNotEqualTo(asQueued).hasSameElementsAs(asQueued);
            command(new PlayerCommand.SetOrder(PlayOrder.AS_QUEUED), null);
            assertThat(waiting()).isEqualTo(asQueued);
        }

        @Test
        void inTurnsEverybodyIsHeardBeforeAnybodyIsHeardTwice() {
            play(song("a"), song("b"), song("c"));
            command(new PlayerCommand.SetOrder(PlayOrder.FAIR), null);

            enqueue("tg:2", BOB, Placement.LAST, song("x"), song("y"));

            assertThat(waiting()).containsExactly("tg:2/0", "tg:1/1", "tg:2/1", "tg:1/2");
        }

        @Test
        void turnsStayWhenTheMusicEndsAndAShuffleDoesNot() {
            play(song("a"));
            command(new PlayerCommand.SetOrder(PlayOrder.SHUFFLED), null);
            command(new PlayerCommand.Stop(), null);
            assertThat(player.view().queue().order()).isEqualTo(PlayOrder.AS_QUEUED);

            command(new PlayerCommand.SetOrder(PlayOrder.FAIR), null);
            player.enqueue(request("tg:2", song("b")));
            command(new PlayerCommand.Stop(), null);
            assertThat(player.view().queue().order()).isEqualTo(PlayOrder.FAIR);
        }
    }

    @Nested
    class Places {
        @Test
        void aTrackThatWasCuedIsNotHeardUnderTheTitleOfTheOneThatGoesBefore() {
            play(song("a"), song("b"));
            player.ending(1);

            List<Effect> effects = enqueue("tg:2", ANN, new Placement(Placement.Place.NEXT, true), song("n"));

            assertThat(effects).contains(new Effect.Cue(3, song("n")));
            assertThat(player.ended(1, StreamEnd.FINISHED)).contains(new Effect.Promote(3));
        }

        @Test
        void aRemovedTrackThatWasCuedIsNotHeard() {
            play(song("a"), song("b"));
            player.ending(1);

            assertThat(command(new PlayerCommand.Remove("tg:1/1"), null)).contains(new Effect.Uncue());
        }

        @Test
        void aTrackThatPlaysAtOnceCanBeTakenBackAtThePositionOfTheOther() {
            play(song("a"), song("b"));
            player.heard(1, Duration.ofSeconds(42));

            List<Effect> effects = enqueue("tg:2", ANN, new Placement(Placement.Place.NOW, false), song("n"));
            assertThat(effects).contains(new Effect.Load(2, song("n"), Duration.ZERO));
            assertThat(ended(effects).reason()).isEqualTo(EndReason.SKIPPED);

            assertThat(command(new PlayerCommand.Undo(), null))
                    .contains(new Effect.Load(3, song("a"), Duration.ofSeconds(42)));
            assertThat(waiting()).containsExactly("tg:2/0", "tg:1/1");
        }

        @Test
        void nobodyPutsATrackBeforeThoseOfOthersWithoutTheRight() {
            play(song("a"), song("b"));

            assertThat(events(enqueue("tg:2", BOB, new Placement(Placement.Place.NEXT, true), song("n"))))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            PlayerEvent.RequestFailed.class,
                            it -> assertThat(it.failure().code()).isEqualTo(FailureCode.NO_RIGHT));
            assertThat(waiting()).containsExactly("tg:1/1");
        }

        @Test
        void aJumpPlaysOneTrackAndTheOthersKeepWaiting() {
            play(song("a"), song("b"), song("c"));

            assertThat(command(new PlayerCommand.Jump("tg:1/2"), null))
                    .contains(new Effect.Load(2, song("c"), Duration.ZERO));
            assertThat(waiting()).containsExactly("tg:1/1");
        }

        @Test
        void theTrackBeforeComesBackAlsoAfterTheLastOne() {
            play(song("a"));
            assertRefused(new PlayerCommand.Previous(), null, FailureCode.NOTHING_BEFORE);
            player.ended(1, StreamEnd.FINISHED);

            assertThat(command(new PlayerCommand.Previous(), null))
                    .contains(new Effect.Load(2, song("a"), Duration.ZERO));
            player.sounded(2);
            assertThat(player.nextWake()).isNull();
        }
    }

    @Nested
    class Undoing {
        // "/clear" found an empty queue, and "/undo" behind it brought a song back that was skipped before.
        @Test
        void anUndoBehindAnEmptyClearTookBackAnOlderSkip() {
            play(song("a"), song("b"));
            command(new PlayerCommand.Skip(1), null);
            assertRefused(new PlayerCommand.Clear(), null, FailureCode.QUEUE_EMPTY);

            assertRefused(new PlayerCommand.Undo(), null, FailureCode.NOTHING_JUST_TAKEN);
            assertThat(current()).isEqualTo("tg:1/1");
            command(new PlayerCommand.Undo(), null);
            assertThat(current()).isEqualTo("tg:1/0");
        }

        // "/clear" that came twice, then "/undo", was answered with "There is nothing to take back".
        @Test
        void anUndoBehindTwoClearsSaysWhatTheNextOneBringsBack() {
            play(song("a"), song("b"), song("c"));
            command(new PlayerCommand.Clear(), null);
            assertRefused(new PlayerCommand.Clear(), null, FailureCode.QUEUE_EMPTY);

            assertThatThrownBy(() -> command(new PlayerCommand.Undo(), null))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure())
                                    .isInstanceOfSatisfying(
                                            Failure.UserError.class,
                                            refused -> assertThat(refused.args())
                                                    .containsEntry("count", FailureArgument.count(2))));
            command(new PlayerCommand.Undo(), null);
            assertThat(waiting()).containsExactly("tg:1/1", "tg:1/2");
        }

        @Test
        void aStoppedQueuePlaysOnWhereItWasAlsoAfterARestart() {
            play(song("a"), song("b"));
            player.heard(1, Duration.ofSeconds(42));
            command(new PlayerCommand.Stop(), null);
            restart();

            assertThat(command(new PlayerCommand.Undo(), null))
                    .contains(new Effect.Load(1, song("a"), Duration.ofSeconds(42)), new Effect.Join());
            assertThat(waiting()).containsExactly("tg:1/1");
        }

        // "Nothing is playing" was all, although /undo brought everything back.
        @Test
        void aResumeAfterAStopDidNotTellOfTheUndo() {
            play(song("a"), song("b"));
            command(new PlayerCommand.Stop(), null);
            restart();

            assertThatThrownBy(() -> command(new PlayerCommand.Resume(), null))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure())
                                    .isEqualTo(Failure.of(
                                            FailureCode.NOTHING_PLAYING,
                                            "no current track",
                                            Map.of("undo", FailureArgument.count(2)))));
        }

        @Test
        void musicThatWasStoppedWhilePausedComesBackPausedAlsoAfterARestart() {
            play(song("a"), song("b"));
            player.heard(1, Duration.ofSeconds(42));
            command(new PlayerCommand.Pause(), null);
            command(new PlayerCommand.Stop(), null);
            restart();
            command(new PlayerCommand.Undo(), null);

            assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
            assertThat(player.view().position()).isEqualTo(Duration.ofSeconds(42));
            command(new PlayerCommand.Resume(), null);
            assertThat(player.view().state()).isNotEqualTo(PlayerState.PAUSED);
        }

        @Test
        void theUndoOfASkipInAPauseBringsThePauseBack() {
            play(song("a"), song("b"));
            command(new PlayerCommand.Pause(), null);
            command(new PlayerCommand.Skip(1), null);
            List<Effect> undone = command(new PlayerCommand.Undo(), null);

            assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
            assertThat(events(undone))
                    .as("nobody skipped the track that played instead")
                    .noneMatch(PlayerEvent.TrackEnded.class::isInstance);
        }

        // Each message promised "/undo within two minutes", and only the last one kept its word.
        @Test
        void aSkipCouldNotBeTakenBackAfterAnotherTrackWasRemoved() {
            play(song("a"), song("b"), song("c"));
            player.heard(1, Duration.ofSeconds(42));
            command(new PlayerCommand.Skip(1), null);
            command(new PlayerCommand.Remove("tg:1/2"), null);
            restart();

            command(new PlayerCommand.Undo(), null);
            assertThat(waiting()).containsExactly("tg:1/2");
            assertThat(command(new PlayerCommand.Undo(), null))
                    .contains(new Effect.Load(1, song("a"), Duration.ofSeconds(42)));
            assertThat(waiting()).containsExactly("tg:1/1", "tg:1/2");
            assertRefused(new PlayerCommand.Undo(), null, FailureCode.NOTHING_TO_UNDO);
        }

        @Test
        void twoSkipsInARowAreTakenBackOneByOneAlsoAfterARestart() {
            play(song("a"), song("b"), song("c"), song("d"));
            player.heard(1, Duration.ofSeconds(42));
            command(new PlayerCommand.Skip(1), null);
            command(new PlayerCommand.Skip(1), null);
            restart();
            assertThat(waiting()).containsExactly("tg:1/3");

            command(new PlayerCommand.Undo(), null);
            assertThat(player.view().current()).extracting(QueueEntry::id).isEqualTo("tg:1/1");
            assertThat(waiting()).containsExactly("tg:1/2", "tg:1/3");
            assertThat(command(new PlayerCommand.Undo(), null))
                    .contains(new Effect.Load(2, song("a"), Duration.ofSeconds(42)));
            assertThat(waiting()).containsExactly("tg:1/1", "tg:1/2", "tg:1/3");
            assertRefused(new PlayerCommand.Undo(), null, FailureCode.NOTHING_TO_UNDO);
        }

        @Test
        void eachLossIsGoneTwoMinutesAfterItself() {
            play(song("a"), song("b"), song("c"));
            command(new PlayerCommand.Remove("tg:1/2"), null);
            clock.advance(Duration.ofSeconds(90));
            command(new PlayerCommand.Remove("tg:1/1"), null);
            clock.advance(Duration.ofSeconds(60));

            command(new PlayerCommand.Undo(), null);
            assertThat(waiting()).containsExactly("tg:1/1");
            assertRefused(new PlayerCommand.Undo(), null, FailureCode.NOTHING_TO_UNDO);
        }

        @Test
        void noMoreThanTenLossesAreRemembered() {
            play(song("a"), song("b"));
            for (int i = 0; i < Losses.MOST + 1; i++) {
                enqueue("tg:" + (2 + i), ANN, Placement.LAST, song("x" + i));
                command(new PlayerCommand.Remove("tg:" + (2 + i) + "/0"), null);
            }
            for (int i = 0; i < Losses.MOST; i++) {
                command(new PlayerCommand.Undo(), null);
            }
            assertThat(player.snapshot().upcoming())
                    .hasSize(1 + Losses.MOST)
                    .extracting(Queued::id)
                    .doesNotContain("tg:2/0");
            assertRefused(new PlayerCommand.Undo(), null, FailureCode.NOTHING_TO_UNDO);
        }

        @Test
        void aPersonTakesBackTheirOwnLossBelowThatOfAnother() {
            play(song("a"), song("b"), song("c"));
            command(new PlayerCommand.Remove("tg:1/1"), null);
            player.command(new CommandRequest(new PlayerCommand.Remove("tg:1/2"), null, BOB, false));

            player.command(new CommandRequest(new PlayerCommand.Undo(), null, ANN, true));
            assertThat(waiting()).containsExactly("tg:1/1");
        }

        // A member who had skipped a song had the music play again that an admin stopped after it.
        @Test
        void theUndoOfAnOwnSkipUndidTheStopOfAnother() {
            play(song("a"), song("b"));
            command(new PlayerCommand.Skip(1), null);
            player.command(new CommandRequest(new PlayerCommand.Stop(), null, BOB, false));

            assertThatThrownBy(() -> player.command(new CommandRequest(new PlayerCommand.Undo(), null, ANN, true)))
                    .hasMessageContaining("queue.taken-by-another");
            assertThat(player.view().state()).isEqualTo(PlayerState.IDLE);
            player.command(new CommandRequest(new PlayerCommand.Undo(), null, BOB, true));
            player.command(new CommandRequest(new PlayerCommand.Undo(), null, ANN, true));
            assertThat(player.view().current()).isNotNull();
        }

        @Test
        void afterTwoMinutesWhatWasTakenAwayIsGone() {
            play(song("a"), song("b"));
            command(new PlayerCommand.Clear(), null);
            clock.advance(Duration.ofSeconds(121));

            assertRefused(new PlayerCommand.Undo(), null, FailureCode.NOTHING_TO_UNDO);
        }

        @Test
        void onlyThePersonWhoTookItAwayMayUndoWithoutTheRightToAll() {
            play(song("a"), song("b"));
            command(new PlayerCommand.Clear(), null);

            assertThatThrownBy(() -> player.command(new CommandRequest(new PlayerCommand.Undo(), null, BOB, true)))
                    .hasMessageContaining("queue.taken-by-another");
            player.command(new CommandRequest(new PlayerCommand.Undo(), null, ANN, true));
            assertThat(waiting()).containsExactly("tg:1/1");
        }
    }

    @Test
    void aCommandForOwnTracksIsCheckedAgainstTheWholeQueue() {
        play(song("a"));
        for (int i = 2; i < 6; i++) {
            enqueue("tg:" + i, ANN, Placement.LAST, song("s" + i));
        }
        enqueue("tg:9", BOB, Placement.LAST, song("x"));

        assertThatThrownBy(() -> player.command(new CommandRequest(new PlayerCommand.Stop(), null, ANN, true)))
                .hasMessageContaining("access.denied");
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
    }

    @Test
    void theSleepTimerEndsTheMusicAndKeepsEverything() {
        play(song("a"), song("b"));
        command(new PlayerCommand.Sleep(Duration.ofMinutes(30)), null);
        assertThat(player.view().queue().sleepsAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
        assertThat(player.nextWake()).isEqualTo(clock.instant().plus(Duration.ofSeconds(150)));
        player.heard(1, Duration.ofSeconds(42));
        restart();
        player.resume();
        clock.advance(Duration.ofMinutes(30));

        List<Effect> effects = player.wakeUp();

        assertThat(effects).contains(new Effect.Leave(), new Effect.Silence());
        assertThat(events(effects))
                .containsExactly(new PlayerEvent.PlayerRested(CHAT, PlayerEvent.PlayerRested.Reason.SLEEP));
        assertThat(player.resting()).isTrue();
        assertThat(command(new PlayerCommand.Resume(), null))
                .contains(new Effect.Load(2, song("a"), Duration.ofSeconds(42)));
    }

    private List<Effect> enqueue(String id, Requester by, Placement placement, Track... tracks) {
        return player.enqueue(new EnqueueTracks(id, CHAT, by, Arrays.asList(tracks), 0, placement));
    }

    private String current() {
        QueueEntry current = player.view().current();
        return current == null ? "" : current.id();
    }

    private List<String> waiting() {
        return player.view().upcoming().stream().map(QueueEntry::id).toList();
    }
}
