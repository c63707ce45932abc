package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.CHAT;
import static dev.muzon.voice.player.Tracks.radio;
import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.job.PlayerEvent.CallChanged.CallState;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlayerTest {
    private static final PlayerRules RULES = new PlayerRules(5, Duration.ofSeconds(30), Duration.ofSeconds(15));
    private static final Failure BROKEN = Failure.passing(FailureCode.SOURCE_UNAVAILABLE, "gone");

    private final TestClock clock = TestClock.create();
    private Player player = new Player(PlayerSnapshot.unused(CHAT), RULES, clock);

    @Test
    void theFirstTrackLoadsAndJoinsAtTheSameTime() {
        List<Effect> effects = player.enqueue(request("tg:1", song("a")));

        assertThat(effects).containsExactly(new Effect.Load(1, song("a"), Duration.ZERO), new Effect.Join());
        assertThat(player.view().state()).isEqualTo(PlayerState.STARTING);
        assertThat(player.view().epoch()).isEqualTo(1);
    }

    @Test
    void theChatHearsOfTheStartWithTheFirstSoundAndOnce() {
        player.enqueue(request("tg:1", song("a")));
        player.lineUp();

        assertThat(events(player.sounded(1)))
                .singleElement()
                .asInstanceOf(type(PlayerEvent.TrackStarted.class))
                .satisfies(started -> {
                    assertThat(started.requestId()).isEqualTo("tg:1");
                    assertThat(started.player().state()).isEqualTo(PlayerState.PLAYING);
                });
        assertThat(player.sounded(1)).isEmpty();
    }

    @Test
    void tracksBehindOthersAreAnnouncedWithTheirWait() {
        play(song("a"));
        player.heard(1, Duration.ofMinutes(1));
        player.enqueue(request("tg:2", song("b")));

        assertThat(events(player.enqueue(request("tg:3", song("c"), song("d")))))
                .first(type(PlayerEvent.TracksQueued.class))
                .satisfies(queued -> {
                    assertThat(queued.position()).isEqualTo(2);
                    assertThat(queued.entries()).hasSize(2);
                    assertThat(queued.startsIn()).isEqualTo(Duration.ofMinutes(5));
                });
    }

    @Test
    void behindALiveStreamNobodyKnowsTheWait() {
        play(radio("r"));

        assertThat(events(player.enqueue(request("tg:2", song("b")))))
                .first(type(PlayerEvent.TracksQueued.class))
                .satisfies(queued -> assertThat(queued.startsIn()).isNull());
    }

    @Test
    void whoeverShowsTheCurrentTrackHearsThatTheQueueBehindItGrew() {
        play(song("a"));

        assertThat(events(player.enqueue(request("tg:2", song("b"), song("c")))))
                .last(type(PlayerEvent.PlayerChanged.class))
                .satisfies(changed -> {
                    assertThat(changed.player()).isEqualTo(player.view());
                    assertThat(changed.player().upcoming()).hasSize(2);
                });
    }

    @Test
    void ofSeveralTracksAtOnceTheFirstStartsAndTheRestIsQueued() {
        List<Effect> effects = player.enqueue(request("tg:1", song("a"), song("b")));

        assertThat(events(effects))
                .singleElement()
                .asInstanceOf(type(PlayerEvent.TracksQueued.class))
                .satisfies(queued -> assertThat(queued.entries())
                        .singleElement()
                        .satisfies(entry -> assertThat(entry.track()).isEqualTo(song("b"))));
    }

    @Test
    void aRedeliveredRequestIsToldAgainUnderTheSameIdAndChangesNothing() {
        play(song("a"));
        List<Effect> first = player.enqueue(request("tg:2", song("b")));
        PlayerSnapshot before = player.snapshot();

        assertThat(player.enqueue(request("tg:2", song("b")))).containsExactly(first.getFirst());
        assertThat(player.snapshot()).isEqualTo(before);
        assertThat(player.enqueue(request("tg:1", song("a")))).isEmpty();
    }

    @Test
    void aFullQueueRefusesInWordsAndKeepsPlaying() {
        play(song("a"));
        player.enqueue(request("tg:2", song("b"), song("c"), song("d"), song("e"), song("f")));

        assertThat(events(player.enqueue(request("tg:3", song("g")))))
                .singleElement()
                .asInstanceOf(type(PlayerEvent.RequestFailed.class))
                .satisfies(failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.QUEUE_FULL));
        assertThat(player.view().upcoming()).hasSize(5);
    }

    @Test
    void theNextTrackIsCuedBeforeTheEndAndFollowsWithoutLoading() {
        play(song("a"));
        player.enqueue(request("tg:2", song("b")));
        player.heard(1, Duration.ofSeconds(149));
        assertThat(player.nextWake()).isEqualTo(clock.instant().plusSeconds(1));
        assertThat(player.wakeUp()).isEmpty();

        player.heard(1, Duration.ofSeconds(150));
        assertThat(player.wakeUp()).containsExactly(new Effect.Cue(2, song("b")));
        assertThat(player.wakeUp()).isEmpty();

        List<Effect> effects = player.ended(1, StreamEnd.FINISHED);
        assertThat(effects).contains(new Effect.Promote(2)).noneMatch(Effect.Load.class::isInstance);
        assertThat(ended(effects).reason()).isEqualTo(EndReason.FINISHED);
        assertThat(player.view().epoch()).isEqualTo(2);
        assertThat(events(player.sounded(2))).singleElement().isInstanceOf(PlayerEvent.TrackStarted.class);
    }

    @Test
    void aTrackShorterThanThePrefetchCuesItsFollowerAtOnce() {
        play(song("a", Duration.ofSeconds(20)));

        assertThat(player.enqueue(request("tg:2", song("b")))).contains(new Effect.Cue(2, song("b")));
    }

    @Test
    void aTrackThatEndsEarlierThanItsTagsSayCuesItsFollowerToo() {
        play(song("a"));
        player.enqueue(request("tg:2", song("b")));

        assertThat(player.ending(1)).containsExactly(new Effect.Cue(2, song("b")));
    }

    @Test
    void reportsOfFormerStreamsAreIgnored() {
        play(song("a"));
        player.enqueue(request("tg:2", song("b")));
        player.command(new PlayerCommand.Skip(1), null);
        PlayerSnapshot before = player.snapshot();

        assertThat(player.ended(1, StreamEnd.FINISHED)).isEmpty();
        assertThat(player.sounded(1)).isEmpty();
        assertThat(player.ending(1)).isEmpty();
        player.heard(1, Duration.ofSeconds(99));
        assertThat(player.snapshot()).isEqualTo(before);
    }

    @Test
    void aButtonOfAnEarlierTrackIsStale() {
        play(song("a"), song("b"));
        player.command(new PlayerCommand.Skip(1), 1L);

        assertRefused(new PlayerCommand.Skip(1), 1L, FailureCode.STALE_BUTTON);
        assertThat(player.view().epoch()).isEqualTo(2);
    }

    @Test
    void pauseHoldsAndResumeGoesOnEachOnce() {
        play(song("a"));

        assertThat(player.command(new PlayerCommand.Pause(), 1L)).contains(new Effect.Hold(true));
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
        assertThat(player.command(new PlayerCommand.Pause(), 1L)).isEmpty();
        assertThat(player.command(new PlayerCommand.Resume(), 1L)).contains(new Effect.Hold(false));
        assertThat(player.command(new PlayerCommand.Resume(), 1L)).isEmpty();
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
    }

    @Test
    void skippingSeveralDropsThoseBetween() {
        play(song("a"), song("b"), song("c"));

        List<Effect> effects = player.command(new PlayerCommand.Skip(2), null);

        assertThat(ended(effects).reason()).isEqualTo(EndReason.SKIPPED);
        assertThat(effects).contains(new Effect.Load(2, song("c"), Duration.ZERO));
        assertThat(player.view().upcoming()).isEmpty();
    }

    @Test
    void skippingPromotesWhatIsCued() {
        play(song("a"), song("b"));
        player.ending(1);

        assertThat(player.command(new PlayerCommand.Skip(1), null)).contains(new Effect.Promote(2));
    }

    @Test
    void skippingOverWhatIsCuedLoadsTheRightOne() {
        play(song("a"), song("b"), song("c"));
        player.ending(1);

        assertThat(player.command(new PlayerCommand.Skip(2), null))
                .contains(new Effect.Load(3, song("c"), Duration.ZERO))
                .noneMatch(Effect.Promote.class::isInstance);
    }

    @Test
    void skippingAPausedTrackPlaysTheNextOne() {
        play(song("a"), song("b"));
        player.command(new PlayerCommand.Pause(), null);

        assertThat(player.command(new PlayerCommand.Skip(1), null)).contains(new Effect.Hold(false));
        assertThat(player.snapshot().paused()).isFalse();
    }

    @Test
    void seekingLoadsAnewInTheSameEpochAndDropsTheCue() {
        play(song("a"), song("b"));
        player.ending(1);

        assertThat(player.command(new PlayerCommand.SeekTo(Duration.ofSeconds(100)), 1L))
                .contains(new Effect.Load(3, song("a"), Duration.ofSeconds(100)));
        assertThat(player.view().position()).isEqualTo(Duration.ofSeconds(100));
        assertThat(player.view().epoch()).isEqualTo(1);
        player.sounded(3);
        assertThat(player.ended(3, StreamEnd.FINISHED)).contains(new Effect.Load(4, song("b"), Duration.ZERO));
    }

    @Test
    void seekingByAnOffsetStopsAtTheBeginning() {
        play(song("a"));
        player.heard(1, Duration.ofSeconds(10));

        player.command(new PlayerCommand.SeekBy(Duration.ofSeconds(-15)), null);
        assertThat(player.view().position()).isZero();
        player.command(new PlayerCommand.SeekBy(Duration.ofSeconds(15)), null);
        assertThat(player.view().position()).isEqualTo(Duration.ofSeconds(15));
        player.command(new PlayerCommand.SeekBy(Duration.ofSeconds(Long.MIN_VALUE)), null);
        assertThat(player.view().position()).isZero();
    }

    @Test
    void seekingPastTheEndIsRefusedAndChangesNothing() {
        play(song("a"));
        player.heard(1, Duration.ofSeconds(170));

        assertRefused(new PlayerCommand.SeekTo(Duration.ofMinutes(3)), null, FailureCode.SEEK_PAST_END);
        assertRefused(new PlayerCommand.SeekBy(Duration.ofSeconds(10)), null, FailureCode.SEEK_PAST_END);
        assertRefused(new PlayerCommand.SeekBy(Duration.ofSeconds(Long.MAX_VALUE)), null, FailureCode.SEEK_PAST_END);
        assertThat(player.view().position()).isEqualTo(Duration.ofSeconds(170));
    }

    @Test
    void aPausedLiveStreamIsLetGoAndOpenedAnewWhenItGoesOn() {
        play(radio("r"));
        player.heard(1, Duration.ofSeconds(9));

        assertThat(player.command(new PlayerCommand.Pause(), null))
                .contains(new Effect.Hold(true), new Effect.Silence());
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
        assertThat(player.enqueue(request("tg:2", song("b")))).noneMatch(Effect.Load.class::isInstance);

        assertThat(player.command(new PlayerCommand.Resume(), null))
                .contains(new Effect.Load(2, radio("r"), Duration.ofSeconds(9)), new Effect.Hold(false));
        player.sounded(2);
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
        assertThat(player.view().epoch()).isEqualTo(1);
    }

    @Test
    void aLiveStreamIsNotOpenedByARestartWhilePaused() {
        play(radio("r"));
        player.command(new PlayerCommand.Pause(), null);
        player = new Player(player.snapshot(), RULES, clock);

        assertThat(player.resume()).noneMatch(Effect.Load.class::isInstance);
        assertThat(player.command(new PlayerCommand.Resume(), null)).anyMatch(Effect.Load.class::isInstance);
    }

    @Test
    void afterALostCallALiveStreamGoesOnLive() {
        play(radio("r"));
        player.heard(1, Duration.ofSeconds(9));
        player.lineLost(BROKEN);

        assertThat(player.lineUp()).contains(new Effect.Load(2, radio("r"), Duration.ofSeconds(9)));
    }

    @Test
    void aLiveStreamCannotBeSought() {
        play(radio("r"));

        assertRefused(new PlayerCommand.SeekTo(Duration.ofSeconds(1)), null, FailureCode.NOT_SEEKABLE);
        assertRefused(new PlayerCommand.SeekBy(Duration.ofSeconds(1)), null, FailureCode.NOT_SEEKABLE);
    }

    @Test
    void replayStartsOver() {
        play(song("a"));
        player.heard(1, Duration.ofSeconds(60));

        assertThat(player.command(new PlayerCommand.Replay(), null))
                .contains(new Effect.Load(2, song("a"), Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 201, Integer.MAX_VALUE})
    void absurdVolumesAreBadInput(int percent) {
        play(song("a"));

        assertRefused(new PlayerCommand.SetVolume(percent), null, FailureCode.BAD_INPUT);
        assertThat(player.view().volume()).isEqualTo(100);
    }

    @Test
    void halfACommandIsBadInput() {
        play(song("a"));

        assertRefused(new PlayerCommand.SeekTo(null), null, FailureCode.BAD_INPUT);
        assertRefused(new PlayerCommand.SeekBy(null), null, FailureCode.BAD_INPUT);
        assertRefused(new PlayerCommand.SeekTo(Duration.ofSeconds(-1)), null, FailureCode.BAD_INPUT);
        assertRefused(new PlayerCommand.Skip(0), null, FailureCode.BAD_INPUT);
    }

    @Test
    void theVolumeIsKeptWhilstNothingPlays() {
        assertThat(player.command(new PlayerCommand.SetVolume(40), null)).containsExactly(new Effect.Volume(40));
        assertThat(player.snapshot().volume()).isEqualTo(40);
    }

    @Test
    void withNothingPlayingThereIsNothingToControl() {
        assertRefused(new PlayerCommand.Pause(), null, FailureCode.NOTHING_PLAYING);
        assertRefused(new PlayerCommand.Stop(), null, FailureCode.NOTHING_PLAYING);
    }

    @Test
    void stopEmptiesTheQueueAndLeaves() {
        play(song("a"), song("b"));

        List<Effect> effects = player.command(new PlayerCommand.Stop(), null);

        assertThat(ended(effects).reason()).isEqualTo(EndReason.STOPPED);
        assertThat(effects).contains(new Effect.Silence(), new Effect.Leave());
        assertThat(events(effects)).noneMatch(PlayerEvent.QueueEnded.class::isInstance);
        assertThat(player.view().state()).isEqualTo(PlayerState.IDLE);
        assertThat(player.resting()).isTrue();
    }

    @Test
    void afterTheLastTrackTheCallLingersThenItIsLeft() {
        play(song("a"));
        assertThat(player.ended(1, StreamEnd.FINISHED)).noneMatch(Effect.Leave.class::isInstance);
        assertThat(player.nextWake()).isEqualTo(clock.instant().plusSeconds(15));

        clock.advance(Duration.ofSeconds(15));
        List<Effect> effects = player.wakeUp();

        assertThat(effects).contains(new Effect.Leave());
        assertThat(events(effects)).singleElement().isInstanceOf(PlayerEvent.QueueEnded.class);
    }

    @Test
    void whatIsQueuedWhilstLingeringUsesTheSameCall() {
        play(song("a"));
        player.ended(1, StreamEnd.FINISHED);

        assertThat(player.enqueue(request("tg:2", song("b"))))
                .containsExactly(new Effect.Load(2, song("b"), Duration.ZERO));
        clock.advance(Duration.ofSeconds(20));
        assertThat(player.wakeUp()).isEmpty();
    }

    @Test
    void anEndTellsItsTrueReasonAndTheNextTrackPlays() {
        play(song("a"), song("b"));

        List<Effect> effects = player.ended(1, StreamEnd.truncated(BROKEN));

        assertThat(ended(effects).reason()).isEqualTo(EndReason.TRUNCATED);
        assertThat(ended(effects).failure()).isEqualTo(BROKEN);
        assertThat(effects).contains(new Effect.Load(2, song("b"), Duration.ZERO));
    }

    @Test
    void threeFailuresInARowStopItAndKeepTheRest() {
        play(song("a"), song("b"), song("c"), song("d"));
        player.ended(1, StreamEnd.failed(BROKEN));
        player.ended(2, StreamEnd.failed(BROKEN));

        List<Effect> effects = player.ended(3, StreamEnd.failed(BROKEN));

        assertThat(effects).contains(new Effect.Leave()).noneMatch(Effect.Load.class::isInstance);
        assertThat(events(effects)).last().isEqualTo(new PlayerEvent.CallChanged(CHAT, CallState.LEFT, BROKEN));
        assertThat(player.resting()).isTrue();
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
        assertThat(player.command(new PlayerCommand.Resume(), null))
                .contains(new Effect.Load(4, song("d"), Duration.ZERO), new Effect.Join());
    }

    @Test
    void aTrackThatPlaysForgivesThoseThatFailed() {
        play(song("a"), song("b"), song("c"), song("d"));
        player.ended(1, StreamEnd.failed(BROKEN));
        player.ended(2, StreamEnd.failed(BROKEN));
        player.ended(3, StreamEnd.FINISHED);

        player.ended(4, StreamEnd.failed(BROKEN));
        assertThat(player.resting()).isFalse();
    }

    @Test
    void whilstTheCallIsLostThePositionWaitsAndTheChatIsToldOnce() {
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
    void aRestartGoesOnAtTheSavedPosition() {
        play(song("a"), song("b"));
        player.command(new PlayerCommand.SetVolume(50), null);
        player.heard(1, Duration.ofSeconds(42));

        player = new Player(player.snapshot(), RULES, clock);

        assertThat(player.resume())
                .containsExactly(
                        new Effect.Volume(50),
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
        player.command(new PlayerCommand.Pause(), null);

        player = new Player(player.snapshot(), RULES, clock);

        assertThat(player.resume()).contains(new Effect.Hold(true), new Effect.Join());
        assertThat(player.view().state()).isEqualTo(PlayerState.PAUSED);
    }

    @Test
    void dedupeIdsNeverRepeatForDifferentWords() {
        play(song("a"), song("b"));
        List<String> ids = new java.util.ArrayList<>();
        collectIds(ids, player.command(new PlayerCommand.Pause(), null));
        collectIds(ids, player.command(new PlayerCommand.Resume(), null));
        player = new Player(player.snapshot(), RULES, clock);
        player.resume();
        collectIds(ids, player.command(new PlayerCommand.Pause(), null));
        collectIds(ids, player.command(new PlayerCommand.Skip(1), null));
        collectIds(ids, player.command(new PlayerCommand.Stop(), null));

        assertThat(ids).hasSize(5).doesNotHaveDuplicates().allMatch(id -> id.startsWith("event:-1001:"));
    }

    private void play(dev.muzon.protocol.track.Track... tracks) {
        player.enqueue(request("tg:1", tracks));
        player.lineUp();
        player.sounded(1);
    }

    private void assertRefused(PlayerCommand command, Long epoch, FailureCode code) {
        PlayerSnapshot before = player.snapshot();
        assertThatThrownBy(() -> player.command(command, epoch))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(code));
        assertThat(player.snapshot()).isEqualTo(before);
    }

    private static List<PlayerEvent> events(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Tell.class::isInstance)
                .map(effect -> ((Effect.Tell) effect).event())
                .toList();
    }

    private static PlayerEvent.TrackEnded ended(List<Effect> effects) {
        return events(effects).stream()
                .filter(PlayerEvent.TrackEnded.class::isInstance)
                .map(PlayerEvent.TrackEnded.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void collectIds(List<String> ids, List<Effect> effects) {
        effects.stream()
                .filter(Effect.Tell.class::isInstance)
                .map(effect -> ((Effect.Tell) effect).id())
                .forEach(ids::add);
    }
}
