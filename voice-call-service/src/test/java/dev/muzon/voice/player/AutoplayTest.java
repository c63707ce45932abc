package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.ANN;
import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.radio;
import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.Requester;
import dev.muzon.protocol.job.AdoptPlayer;
import dev.muzon.protocol.job.EnqueueTracks;
import dev.muzon.protocol.job.MovePlayer;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.ResolveTracks;
import dev.muzon.protocol.player.Loop;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.rest.CommandRequest;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests of music that goes on when the queue ends. */
class AutoplayTest extends PlayerScenario {
    private static final Duration ALMOST = Duration.ofSeconds(125);

    private boolean watching;

    @Override
    void restart() {
        player = new Player(
                player.snapshot(),
                new PlayerRules(
                        RULES.queueLimit(),
                        RULES.prefetch(),
                        RULES.linger(),
                        RULES.patience(),
                        watching
                                ? new AloneRules(true, Duration.ofMinutes(1), Duration.ofMinutes(10))
                                : AloneRules.OFF),
                time);
    }

    private static Optional<ResolveTracks> question(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Tell.class::isInstance)
                .map(Effect.Tell.class::cast)
                .filter(tell ->
                        tell.event() instanceof ResolveTracks asked && tell.id().equals(asked.requestId()))
                .map(tell -> (ResolveTracks) tell.event())
                .findFirst();
    }

    private static EnqueueTracks answer(ResolveTracks asked, Track song) {
        return new EnqueueTracks(
                asked.requestId(), asked.chat(), asked.requester(), List.of(song), asked.sequence(), asked.placement());
    }

    private void autoplay(boolean on) {
        command(new PlayerCommand.SetAutoplay(on), null);
    }

    /** Plays a song until less than a minute is left. */
    private ResolveTracks asked() {
        autoplay(true);
        play(song("a"));
        player.heard(1, ALMOST);
        return question(player.wakeUp()).orElseThrow();
    }

    @Test
    void aMinuteBeforeTheEndOneSongIsAskedForAndFollowsWithoutAGap() {
        autoplay(true);
        assertThat(question(player.enqueue(request("tg:1", song("a"))))).isEmpty();
        player.lineUp();
        assertThat(question(player.sounded(1))).isEmpty();
        assertThat(player.nextWake()).isEqualTo(clock.instant().plusSeconds(120));
        player.heard(1, ALMOST);

        ResolveTracks asked = question(player.wakeUp()).orElseThrow();

        assertThat(asked.query()).isEqualTo(new TrackQuery.Related(song("a"), List.of(song("a")), List.of()));
        assertThat(asked.requester()).isEqualTo(Requester.AUTOPLAY);
        assertThat(question(player.wakeUp())).as("one song at a time").isEmpty();
        List<Effect> queued = player.enqueue(answer(asked, song("b")));
        assertThat(events(queued)).singleElement().isInstanceOf(PlayerEvent.PlayerChanged.class);
        assertThat(player.view().upcoming()).extracting(QueueEntry::track).containsExactly(song("b"));
        player.heard(1, Duration.ofSeconds(160));
        assertThat(player.wakeUp()).contains(new Effect.Cue(2, song("b")));
        assertThat(player.ended(1, StreamEnd.FINISHED)).doesNotContain(new Effect.Leave());
        assertThat(player.view().current().track()).isEqualTo(song("b"));
    }

    @Test
    void anAnswerThatComesAgainOrToAnotherQuestionChangesNothing() {
        ResolveTracks asked = asked();
        player.enqueue(answer(asked, song("b")));

        assertThat(player.enqueue(answer(asked, song("b")))).isEmpty();
        assertThat(player.enqueue(new EnqueueTracks("autoplay:-1001:1", CHAT, ANN, List.of(song("c")))))
                .isEmpty();
        assertThat(player.view().queue().size()).isEqualTo(1);
    }

    @Test
    void theSongsThatWereHeardAreNamedWithTheQuestion() {
        autoplay(true);
        play(song("a"), song("b"));
        player.ended(1, StreamEnd.FINISHED);
        player.sounded(2);
        player.heard(2, ALMOST);

        assertThat(question(player.wakeUp()).orElseThrow().query())
                .isEqualTo(new TrackQuery.Related(song("b"), List.of(song("a"), song("b")), List.of()));
    }

    @Test
    void aSkipOfTheLastSongGoesOnAndTheCallWaitsForTheAnswer() {
        autoplay(true);
        play(song("a"));

        ResolveTracks asked = question(command(new PlayerCommand.Skip(1), null)).orElseThrow();

        assertThat(((TrackQuery.Related) asked.query()).after()).isEqualTo(song("a"));
        clock.advance(Duration.ofSeconds(35));
        assertThat(player.wakeUp()).doesNotContain(new Effect.Leave());
        assertThat(player.enqueue(answer(asked, song("b")))).contains(new Effect.Load(2, song("b"), Duration.ZERO));
    }

    @Test
    void withoutAnAnswerTheQueueEndsAsBeforeAndALateOneIsNotPlayed() {
        ResolveTracks asked = asked();
        player.ended(1, StreamEnd.FINISHED);
        clock.advance(Autoplay.PATIENCE);

        List<Effect> effects = player.wakeUp();

        assertThat(effects).contains(new Effect.Leave());
        assertThat(events(effects)).containsExactly(new PlayerEvent.QueueEnded(CHAT));
        assertThat(player.enqueue(answer(asked, song("b")))).isEmpty();
    }

    @Test
    void aStopEndsTheMusicAndTheSettingIsKept() {
        ResolveTracks asked = asked();

        assertThat(command(new PlayerCommand.Stop(), null)).contains(new Effect.Leave());

        assertThat(player.enqueue(answer(asked, song("b")))).isEmpty();
        assertThat(player.resting()).isTrue();
        restart();
        assertThat(player.view().queue().autoplay()).isTrue();
    }

    @Test
    void aPersonsSongTakesThePlaceOfTheOneThatWaits() {
        player.enqueue(answer(asked(), song("b")));

        player.enqueue(request("tg:2", song("c")));
        assertThat(player.view().upcoming()).extracting(QueueEntry::track).containsExactly(song("c"));

        List<Effect> removed = command(new PlayerCommand.Remove("tg:2/0"), null);
        assertThat(question(removed)).as("nobody wants another song by now").isPresent();
    }

    // The music ended with the song that played, although autoplay was on.
    @Test
    void aRemovedSongWasNotReplacedByAnother() {
        ResolveTracks asked = asked();
        player.enqueue(answer(asked, song("b")));

        ResolveTracks again = question(remove(asked)).orElseThrow();

        assertThat(again.query()).isEqualTo(new TrackQuery.Related(song("a"), List.of(song("a")), List.of(song("b"))));
        player.enqueue(answer(again, song("c")));
        assertThat(player.view().upcoming()).extracting(QueueEntry::track).containsExactly(song("c"));
        player.ended(1, StreamEnd.FINISHED);
        player.sounded(2);
        restart();
        player.resume();
        player.sounded(1);
        player.heard(1, ALMOST);
        assertThat(((TrackQuery.Related) question(player.wakeUp()).orElseThrow().query()).unwanted())
                .as("it is not offered behind the next song either")
                .containsExactly(song("b"));
    }

    @Test
    void whoRemovesThreeSongsBehindOneTrackWantsNone() {
        ResolveTracks asked = asked();
        for (int song = 1; song < Autoplay.MOST_DECLINED; song++) {
            player.enqueue(answer(asked, song("b" + song)));
            asked = question(remove(asked)).orElseThrow();
        }
        player.enqueue(answer(asked, song("last")));

        assertThat(question(remove(asked))).isEmpty();
        assertThat(question(player.ended(1, StreamEnd.FINISHED))).isEmpty();
    }

    private List<Effect> remove(ResolveTracks asked) {
        return command(new PlayerCommand.Remove(asked.requestId() + "/0"), null);
    }

    @Test
    void aClearedQueueIsNotFilledAgain() {
        player.enqueue(answer(asked(), song("b")));

        assertThat(question(command(new PlayerCommand.Clear(), null))).isEmpty();
        assertThat(question(player.ended(1, StreamEnd.FINISHED))).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(player.wakeUp()).contains(new Effect.Leave());
    }

    @Test
    void everybodyMayTakeAwayASongThatNobodyAskedFor() {
        player.enqueue(answer(asked(), song("b")));
        player.ended(1, StreamEnd.FINISHED);
        player.sounded(2);

        player.command(new CommandRequest(new PlayerCommand.Skip(1), null, new Requester(8, "Bob"), true));

        assertThat(player.view().state()).isEqualTo(PlayerState.IDLE);
    }

    @Test
    void turnedOffItTakesItsSongAwayAndAsksForNoOther() {
        player.enqueue(answer(asked(), song("b")));

        autoplay(false);

        assertThat(player.view().queue().size()).isZero();
        assertThat(player.view().queue().autoplay()).isFalse();
        assertThat(question(player.ended(1, StreamEnd.FINISHED))).isEmpty();
    }

    @Test
    void nobodyIsPlayedToAndWhoComesBackInTimeHearsMore() {
        watching = true;
        restart();
        autoplay(true);
        play(song("a"));
        player.alone(true);
        player.heard(1, ALMOST);
        assertThat(question(player.wakeUp())).isEmpty();

        assertThat(question(player.alone(false))).isPresent();
    }

    @Test
    void theSleepTimerEndsItAlsoWhenTheLastSongIsSkipped() {
        autoplay(true);
        play(song("a"));
        command(new PlayerCommand.Sleep(Duration.ofSeconds(30)), null);
        player.heard(1, ALMOST);
        assertThat(question(player.wakeUp()))
                .as("the song ends after the music")
                .isEmpty();

        ResolveTracks asked = question(command(new PlayerCommand.Skip(1), null)).orElseThrow();
        clock.advance(Duration.ofSeconds(30));
        assertThat(player.wakeUp()).contains(new Effect.Leave());
        assertThat(player.enqueue(answer(asked, song("b")))).isEmpty();
    }

    @Test
    void repeatedMusicAndRadioNeedNoOtherSong() {
        autoplay(true);
        play(radio("r"));
        assertThat(question(player.wakeUp())).isEmpty();
        command(new PlayerCommand.Stop(), null);
        player.enqueue(request("tg:2", song("a")));
        player.lineUp();
        player.sounded(2);
        command(new PlayerCommand.SetLoop(Loop.QUEUE), null);
        player.heard(2, ALMOST);
        assertThat(question(player.wakeUp())).isEmpty();
    }

    @Test
    void threeSongsThatFailInARowEndIt() {
        ResolveTracks asked = asked();
        player.enqueue(answer(asked, song("b")));
        player.ended(1, StreamEnd.FINISHED);
        for (int stream = 2; stream <= 3; stream++) {
            asked = question(player.ended(stream, StreamEnd.failed(BROKEN))).orElseThrow();
            player.enqueue(answer(asked, song("c" + stream)));
        }

        assertThat(question(player.ended(4, StreamEnd.failed(BROKEN)))).isEmpty();
    }

    @Test
    void theNextOwnerWaitsForTheSameAnswer() {
        autoplay(true);
        play(song("a"));
        ResolveTracks asked = question(command(new PlayerCommand.Skip(1), null)).orElseThrow();
        restart();

        List<Effect> resumed = player.resume();

        assertThat(resumed).contains(new Effect.Join()).doesNotContain(new Effect.Leave());
        assertThat(question(resumed)).isEmpty();
        assertThat(player.enqueue(answer(asked, song("b")))).contains(new Effect.Load(1, song("b"), Duration.ZERO));
    }

    @Test
    void theSettingGoesWithAGroupThatBecomesASupergroup() {
        autoplay(true);
        play(song("a"));
        var other = ChatRef.of(-1002);
        AdoptPlayer handedOver = player.move(new MovePlayer(CHAT, other)).stream()
                .filter(Effect.Tell.class::isInstance)
                .map(effect -> ((Effect.Tell) effect).event())
                .filter(AdoptPlayer.class::isInstance)
                .map(AdoptPlayer.class::cast)
                .findFirst()
                .orElseThrow();
        player = new Player(PlayerSnapshot.unused(other), RULES, time);

        player.adopt(handedOver);

        assertThat(player.view().queue().autoplay()).isTrue();
    }
}
