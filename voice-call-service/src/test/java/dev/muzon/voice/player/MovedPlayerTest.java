package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.radio;
import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.requestAt;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.Job;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.Pause;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.rest.CommandRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The players of a group and of the supergroup that it becomes, which is another chat to Telegram. */
class MovedPlayerTest extends PlayerScenario {
    private static final ChatRef SUPERGROUP = new ChatRef(-1_002, "Friends", null);
    private static final Duration HEARD = Duration.ofSeconds(61);

    @Nested
    class OfTheGroup {
        @Test
        void handsOverTheTrackItsPositionTheQueueAndTheVolume() {
            play(song("a"), song("b"));
            command(new PlayerCommand.SetVolume(150), null);
            player.heard(1, HEARD);

            AdoptPlayer handed = (AdoptPlayer) said(move()).getFirst();

            assertThat(handed.chat()).isEqualTo(SUPERGROUP);
            assertThat(handed.origin()).isEqualTo(CHAT);
            assertThat(handed.entries()).extracting(QueueEntry::id).containsExactly("tg:1/0", "tg:1/1");
            assertThat(handed.position()).isEqualTo(HEARD);
            assertThat(handed.volume()).isEqualTo(150);
            assertThat(handed.paused()).isFalse();
        }

        @Test
        void fallsSilentWithoutAWordAndStaysInTheVoiceChat() {
            play(song("a"), song("b"));

            List<Effect> effects = move();

            assertThat(effects)
                    .contains(new Effect.Silence(), new Effect.HangUp())
                    .doesNotContain(new Effect.Leave());
            assertThat(events(effects)).isEmpty();
            assertThat(player.view().state()).isEqualTo(PlayerState.IDLE);
            assertThat(player.view().upcoming()).isEmpty();
            assertThat(player.resting()).isTrue();
        }

        @Test
        void passesOnWhatStillArrivesAlsoAfterARestart() {
            move();
            restart();

            List<Job> passed = said(player.enqueue(requestAt(40, "tg:40", song("a"))));

            assertThat(passed).containsExactly(new EnqueueTracks("tg:40", SUPERGROUP, ANN, List.of(song("a")), 40));
            assertThat(player.view().state()).isEqualTo(PlayerState.IDLE);
        }

        @Test
        void movesOnlyOnceWhenToldTwice() {
            play(song("a"));
            move();

            assertThat(move()).isEmpty();
        }
    }

    @Nested
    class OfTheSupergroup {
        private final Player heir = new Player(PlayerSnapshot.unused(SUPERGROUP), RULES, time);

        @Test
        void leavesTheVoiceChatInWhichTheOtherOnlyLingered() {
            play(song("a"));
            player.ended(1, StreamEnd.FINISHED);

            assertThat(heir.adopt(handedOver())).contains(new Effect.Leave());
            assertThat(heir.resting()).isTrue();
        }

        @Test
        void goesOnWhereTheOtherStoppedAndShowsItsCard() {
            play(song("a"), song("b"));
            player.heard(1, HEARD);

            List<Effect> effects = heir.adopt(handedOver());
            heir.lineUp();

            assertThat(effects).contains(new Effect.Load(1, song("a"), HEARD), new Effect.Join());
            assertThat(heir.view().position()).isEqualTo(HEARD);
            assertThat(heir.view().upcoming()).extracting(QueueEntry::id).containsExactly("tg:1/1");
            assertThat(events(heir.sounded(1))).singleElement().isInstanceOf(PlayerEvent.TrackStarted.class);
        }

        @Test
        void goesOnOnceAlsoAfterARestart() {
            play(song("a"));
            AdoptPlayer handed = handedOver();
            heir.adopt(handed);
            Player restarted = new Player(heir.snapshot(), RULES, time);

            assertThat(restarted.adopt(handed)).isEmpty();
            assertThat(restarted.view().upcoming()).isEmpty();
        }

        @Test
        void putsWhatMovesInBeforeWhatWaitsHereAlready() {
            play(song("a"), song("b"));
            heir.enqueue(new EnqueueTracks("tg:9", SUPERGROUP, ANN, List.of(song("x"), song("y")), 0));

            heir.adopt(handedOver());

            assertThat(heir.view().current()).extracting(QueueEntry::id).isEqualTo("tg:9/0");
            assertThat(heir.view().upcoming()).extracting(QueueEntry::id).containsExactly("tg:1/0", "tg:1/1", "tg:9/1");
        }

        @Test
        void leavesAPausedTrackPaused() {
            play(song("a"));
            player.heard(1, HEARD);
            command(new PlayerCommand.Pause(), null);

            List<Effect> effects = heir.adopt(handedOver());

            assertThat(effects).doesNotContain(new Effect.Join());
            assertThat(heir.view().state()).isEqualTo(PlayerState.PAUSED);
            assertThat(events(effects))
                    .singleElement()
                    .asInstanceOf(type(PlayerEvent.PlayerChanged.class))
                    .satisfies(
                            changed -> assertThat(changed.player().position()).isEqualTo(HEARD));
            assertThat(heir.command(new CommandRequest(new PlayerCommand.Resume(), null, ANN)))
                    .contains(new Effect.Load(1, song("a"), HEARD));
        }

        // The supergroup said "Paused" and did not go on when its voice chat was started.
        @Test
        void musicOfAnEndedVoiceChatDidNotGoOnByItself() {
            play(song("a"), song("b"));
            player.heard(1, HEARD);
            Failure ended = Failure.of(FailureCode.VOICE_CHAT_ENDED, "it was ended");
            player.lineGone(ended);

            List<Effect> adopted = heir.adopt(handedOver());

            assertThat(adopted).doesNotContain(new Effect.Join());
            assertThat(heir.view().call()).isEqualTo(new CallStatus(CallStatus.Phase.LEFT, ended));
            Player restarted = new Player(heir.snapshot(), RULES, time);
            assertThat(restarted.goOn()).contains(new Effect.Load(1, song("a"), HEARD), new Effect.Join());
        }

        @Test
        void musicThatAPersonPausedAfterTheVoiceChatEndedStaysPaused() {
            play(song("a"));
            player.lineGone(Failure.of(FailureCode.VOICE_CHAT_ENDED, "it was ended"));
            command(new PlayerCommand.Pause(), null);

            heir.adopt(handedOver());

            assertThat(heir.goOn()).doesNotContain(new Effect.Join());
            assertThat(heir.view().pause()).isEqualTo(new Pause(ANN));
            assertThat(heir.enqueue(new EnqueueTracks("tg:9", SUPERGROUP, ANN, List.of(song("x")), 0)))
                    .doesNotContain(new Effect.Join());
        }

        @Test
        void opensALiveStreamWhereItIsNow() {
            player.enqueue(request("tg:1", radio("r")));
            player.lineUp();
            player.sounded(1);
            player.heard(1, HEARD);

            assertThat(heir.adopt(handedOver())).contains(new Effect.Load(1, radio("r"), Duration.ZERO));
        }

        @Test
        void staysIdleWhenNothingPlayed() {
            assertThat(heir.adopt(handedOver())).doesNotContain(new Effect.Join());
            assertThat(heir.view().state()).isEqualTo(PlayerState.IDLE);
        }

        private AdoptPlayer handedOver() {
            return (AdoptPlayer) said(move()).getFirst();
        }
    }

    private List<Effect> move() {
        return player.move(new MovePlayer(CHAT, SUPERGROUP));
    }

    private static List<Job> said(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Tell.class::isInstance)
                .map(effect -> ((Effect.Tell) effect).event())
                .toList();
    }
}
