package dev.muzon.voice.player;

import static dev.muzon.voice.player.Tracks.request;
import static dev.muzon.voice.player.Tracks.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.EndReason;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueueEntry;
import dev.muzon.protocol.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that a track outlives its source being away. */
class SourceAwayTest extends PlayerScenario {
    private static final Failure AWAY = Failure.of(FailureCode.PEER_UNAVAILABLE, "the extractor restarts");
    private static final Failure UNANSWERED = Failure.of(FailureCode.SOURCE_UNAVAILABLE, "HTTP 503");
    private static final Failure FORGETFUL = Failure.of(FailureCode.STORE_UNAVAILABLE, "Connection refused");

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

    // The chat read of it after 15 s, when the source was given up for the first time.
    @Test
    void theChatWasToldLateOfASourceThatFallsSilentInMidSong() {
        play(song("a"));
        player.sourceTroubled(1, AWAY);
        assertThat(player.nextWake()).as("what was fetched is still heard").isNotEqualTo(in(5));
        player.ranDry(1);
        clock.advance(Duration.ofSeconds(1));
        player.wakeUp();
        assertThat(player.nextWake()).isEqualTo(in(4));
        clock.advance(Duration.ofSeconds(3));
        assertThat(player.wakeUp()).isEmpty();
        clock.advance(Duration.ofSeconds(1));

        assertThat(events(player.wakeUp()))
                .singleElement()
                .isInstanceOfSatisfying(PlayerEvent.CallTroubled.class, it -> {
                    assertThat(it.failure().code()).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
                    assertThat(it.player().state()).isEqualTo(PlayerState.STARTING);
                    assertThat(it.player().call()).isEqualTo(new CallStatus(CallStatus.Phase.CONNECTED, it.failure()));
                });
        assertThat(events(player.ended(1, StreamEnd.truncated(AWAY)))).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        player.wakeUp();
        assertThat(events(player.sounded(2)))
                .singleElement()
                .isInstanceOfSatisfying(PlayerEvent.PlayerChanged.class, it -> {
                    assertThat(it.player().state()).isEqualTo(PlayerState.PLAYING);
                    assertThat(it.player().call()).isEqualTo(new CallStatus(CallStatus.Phase.CONNECTED, null));
                });
    }

    // For five seconds the card went on over silence.
    @Test
    void aSongThatRanDryInItsMiddlePassedForPlaying() {
        play(song("a"));
        player.heard(1, Duration.ofSeconds(42));
        player.ranDry(1);
        assertThat(player.nextWake()).isEqualTo(in(1));
        clock.advance(Duration.ofSeconds(1));

        PlayerView waiting = changed(player.wakeUp());
        assertThat(waiting.state()).isEqualTo(PlayerState.STARTING);
        assertThat(waiting.positionAt(waiting.at().plusSeconds(30))).isEqualTo(Duration.ofSeconds(42));
        assertThat(player.wakeUp()).as("told once").isEmpty();
        clock.advance(Duration.ofSeconds(2));
        PlayerView playing = changed(player.sounded(1));
        assertThat(playing.state()).isEqualTo(PlayerState.PLAYING);
        assertThat(playing.position()).isEqualTo(Duration.ofSeconds(42));
    }

    private static PlayerView changed(List<Effect> effects) {
        return assertThat(events(effects))
                .singleElement()
                .asInstanceOf(type(PlayerEvent.PlayerChanged.class))
                .actual()
                .player();
    }

    @Test
    void aGapOfLessThanASecondIsNotTold() {
        play(song("a"));
        player.ranDry(1);
        clock.advance(Duration.ofMillis(999));
        assertThat(player.wakeUp()).isEmpty();
        assertThat(player.sounded(1)).isEmpty();
        clock.advance(Duration.ofSeconds(20));

        assertThat(player.wakeUp()).isEmpty();
    }

    @Test
    void aTrackThatIsOnlySlowToOpenIsGivenMoreTimeThanOneInTrouble() {
        player.enqueue(request("tg:1", song("a")));
        player.lineUp();
        assertThat(player.nextWake()).isEqualTo(in(10));
        clock.advance(Duration.ofSeconds(2));
        player.sourceTroubled(1, AWAY);
        assertThat(player.nextWake()).isEqualTo(in(3));
        clock.advance(Duration.ofSeconds(3));

        assertThat(events(player.wakeUp()))
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayerEvent.CallTroubled.class,
                        it -> assertThat(it.requestId()).isEqualTo("tg:1"));
    }

    @Test
    void aCallThatTakesLongToComeUpIsNoSilenceOfTheSource() {
        player.enqueue(request("tg:1", song("a")));
        clock.advance(Duration.ofMinutes(1));
        player.lineUp();

        assertThat(player.wakeUp()).isEmpty();
        assertThat(player.nextWake()).isEqualTo(in(10));
    }

    @Test
    void aPauseIsNoSilenceOfTheSource() {
        play(song("a"));
        player.ranDry(1);
        command(new PlayerCommand.Pause(), null);
        clock.advance(Duration.ofMinutes(1));
        assertThat(player.wakeUp()).isEmpty();

        command(new PlayerCommand.Resume(), null);
        assertThat(player.nextWake()).isEqualTo(in(1));
    }

    private Instant in(int seconds) {
        return time.instant().plusSeconds(seconds);
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
    void fiveMinutesWithoutTheSourceInMidSongCostNothing() {
        play(song("a"), song("b"));
        player.heard(1, Duration.ofSeconds(42));
        QueueEntry entry = player.view().current();
        player.ranDry(1);

        Outage outage = new Outage(1, Duration.ofSeconds(42));
        outage.last(Duration.ofMinutes(5), StreamEnd.truncated(AWAY));

        assertThat(events(player.sounded(outage.stream))).singleElement().isInstanceOf(PlayerEvent.PlayerChanged.class);
        assertThat(outage.told).singleElement().isInstanceOf(PlayerEvent.CallTroubled.class);
        assertThat(player.view().current()).isEqualTo(entry);
        assertThat(player.view().position()).isEqualTo(Duration.ofSeconds(42));
        assertThat(player.view().state()).isEqualTo(PlayerState.PLAYING);
        assertThat(player.view().upcoming()).extracting(QueueEntry::track).containsExactly(song("b"));
    }

    @Test
    void fiveMinutesWithoutTheSourceAtABorderCostNothing() {
        play(song("a"), song("b"), song("c"));
        player.ending(1);
        player.ended(1, StreamEnd.FINISHED);

        Outage outage = new Outage(2, Duration.ZERO);
        outage.last(Duration.ofMinutes(5), StreamEnd.failed(AWAY));

        assertThat(events(player.sounded(outage.stream)))
                .singleElement()
                .isInstanceOfSatisfying(
                        PlayerEvent.TrackStarted.class,
                        it -> assertThat(it.player().current())
                                .extracting(QueueEntry::track)
                                .isEqualTo(song("b")));
        assertThat(outage.told).singleElement().isInstanceOf(PlayerEvent.CallTroubled.class);
        assertThat(player.view().position()).isZero();
        assertThat(player.view().upcoming()).extracting(QueueEntry::track).containsExactly(song("c"));
    }

    /** A source that is away while streams are opened one after the other, all at one position. */
    private final class Outage {
        /** Time that one opened stream tries before it gives up. */
        private static final Duration OPENING = Duration.ofSeconds(15);

        /** Music is to be heard within two seconds of its source's return. */
        private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

        private final Duration position;
        private final List<PlayerEvent> told = new ArrayList<>();
        private long stream;

        Outage(long stream, Duration position) {
            this.stream = stream;
            this.position = position;
        }

        void last(Duration length, StreamEnd end) {
            Instant over = clock.instant().plus(length);
            Track track = player.view().current().track();
            while (clock.instant().isBefore(over)) {
                clock.advance(OPENING);
                told.addAll(events(player.wakeUp()));
                told.addAll(events(player.ended(stream, end)));
                Duration pause = Duration.between(time.instant(), player.nextWake());
                assertThat(pause).as("before the source is asked again").isLessThanOrEqualTo(LONGEST_PAUSE);
                clock.advance(pause);
                assertThat(player.wakeUp()).containsExactly(new Effect.Load(++stream, track, position));
            }
        }
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

    // A song paused while MongoDB was away for two seconds was dropped half a minute later, when it was to go on.
    @Test
    void troubleOfAPauseIsTriedAfreshWithoutAWordWhenTheTrackGoesOn() {
        play(song("a"), song("b"));
        player.heard(1, Duration.ofSeconds(42));
        command(new PlayerCommand.Pause(), null);
        clock.advance(Duration.ofSeconds(27));
        command(new PlayerCommand.Resume(), null);

        assertThat(events(player.ended(1, StreamEnd.truncated(FORGETFUL)))).isEmpty();
        clock.advance(Duration.ofMillis(500));
        assertThat(player.wakeUp()).containsExactly(new Effect.Load(2, song("a"), Duration.ofSeconds(42)));
        assertThat(events(player.ended(2, StreamEnd.failed(FORGETFUL))))
                .as("trouble that still lasts")
                .singleElement()
                .isInstanceOf(PlayerEvent.CallTroubled.class);
        assertThat(player.view().current()).extracting(QueueEntry::track).isEqualTo(song("a"));
    }

    @Test
    void anUnheardTrackThatFailedDuringAPauseIsTriedOnceMore() {
        player.enqueue(request("tg:1", song("a"), song("b")));
        player.lineUp();
        command(new PlayerCommand.Pause(), null);
        clock.advance(Duration.ofMinutes(1));
        command(new PlayerCommand.Resume(), null);

        assertThat(events(player.ended(1, StreamEnd.failed(UNANSWERED)))).isEmpty();
        clock.advance(Duration.ofMillis(500));
        assertThat(player.wakeUp()).containsExactly(new Effect.Load(2, song("a"), Duration.ZERO));
        assertThat(ended(player.ended(2, StreamEnd.failed(UNANSWERED))).failure())
                .isEqualTo(UNANSWERED);
    }

    @Test
    void aCuedTrackThatFailedDuringAPauseIsTriedOnceMoreAfterASkip() {
        play(song("a"), song("b"));
        player.ending(1);
        command(new PlayerCommand.Pause(), null);
        clock.advance(Duration.ofMinutes(1));
        command(new PlayerCommand.Skip(1), null);

        assertThat(events(player.ended(2, StreamEnd.failed(UNANSWERED)))).isEmpty();
        clock.advance(Duration.ofMillis(500));
        assertThat(player.wakeUp()).containsExactly(new Effect.Load(3, song("b"), Duration.ZERO));
    }

    @Test
    void aPauseDoesNotUsePatienceUp() {
        play(song("a"), song("b"));
        player.ended(1, StreamEnd.failed(AWAY));
        command(new PlayerCommand.Pause(), null);
        clock.advance(RULES.patience());
        command(new PlayerCommand.Resume(), null);

        player.ended(2, StreamEnd.failed(AWAY));

        assertThat(player.view().current()).extracting(QueueEntry::track).isEqualTo(song("a"));
    }

    @Test
    void aSongWhoseServerAnswersNoMoreIsKeptAndOpenedAgainWhereItWas() {
        play(song("a"), song("b"));
        player.heard(1, Duration.ofSeconds(42));

        Outage outage = new Outage(1, Duration.ofSeconds(42));
        outage.last(Duration.ofMinutes(5), StreamEnd.truncated(UNANSWERED));

        assertThat(outage.told).singleElement().isInstanceOf(PlayerEvent.CallTroubled.class);
        assertThat(player.view().current()).extracting(QueueEntry::track).isEqualTo(song("a"));
        assertThat(player.view().upcoming()).extracting(QueueEntry::track).containsExactly(song("b"));
    }

    @Test
    void aSongThatWasHeardBeforeARestartIsKeptWhileItsServerDoesNotAnswer() {
        play(song("a"));
        player.heard(1, Duration.ofSeconds(42));
        restart();
        player.resume();
        player.lineUp();

        assertThat(events(player.ended(1, StreamEnd.failed(UNANSWERED))))
                .singleElement()
                .isInstanceOf(PlayerEvent.CallTroubled.class);
    }

    @Test
    void aLinkWhoseServerNeverAnsweredIsNotWaitedFor() {
        player.enqueue(request("tg:1", song("a"), song("b")));
        player.lineUp();

        assertThat(ended(player.ended(1, StreamEnd.failed(UNANSWERED))).failure())
                .isEqualTo(UNANSWERED);
    }

    @Test
    void aBadTrackIsNotWaitedFor() {
        play(song("a"), song("b"));

        assertThat(ended(player.ended(1, StreamEnd.failed(BROKEN))).reason()).isEqualTo(EndReason.FAILED);
    }
}
