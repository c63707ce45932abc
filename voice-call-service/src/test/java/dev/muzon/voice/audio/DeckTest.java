package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeckTest {
    private static final int FRAME = 480;
    private static final int RATE = Pcm.SAMPLE_RATE;

    private final List<String> events = new ArrayList<>();
    private final Deck deck = new Deck(
            new Deck.Listener() {
                @Override
                public void sounded(long stream) {
                    events.add("sounded " + stream);
                }

                @Override
                public void ranDry(long stream) {
                    events.add("dry " + stream);
                }

                @Override
                public void ended(long stream, StreamEnd end) {
                    events.add("ended " + stream + " " + end.reason());
                }
            },
            () -> {},
            Runnable::run);
    private final byte[] frame = new byte[Pcm.FRAME_BYTES];

    @BeforeEach
    void connect() {
        deck.open(true);
    }

    private void start(PcmSource source) {
        deck.load(1, source, Duration.ZERO);
    }

    @Test
    void aBeginningIsNotFaded() {
        start(ScriptedSource.constant(1000, FRAME));

        assertThat(pull()).containsOnly(1000);
        assertThat(events).startsWith("sounded 1");
    }

    @Test
    void theCuedStreamFollowsWithinTheSameFrame() {
        deck.load(1, ScriptedSource.constant(1000, FRAME + 100), Duration.ZERO);
        deck.cue(2, ScriptedSource.constant(2000, 10 * FRAME));
        assertThat(pull()).containsOnly(1000);

        int[] both = pull();

        assertThat(both[99]).isEqualTo(1000);
        assertThat(both[100]).isEqualTo(2000);
        assertThat(both[FRAME - 1]).isEqualTo(2000);
        assertThat(events).containsExactly("sounded 1", "ended 1 FINISHED", "sounded 2");
        assertThat(deck.position()).isEqualTo(new Deck.Position(2, Pcm.duration(2 * FRAME - 100)));
    }

    @ParameterizedTest
    @ValueSource(ints = {FRAME - 1, FRAME, FRAME + 1, 640, 1920})
    void nothingIsBetweenTwoStreamsWhateverTheirLength(int length) {
        deck.load(1, ScriptedSource.constant(1000, length), Duration.ZERO);
        deck.cue(2, ScriptedSource.constant(1000, 10 * FRAME));

        for (int i = 0; i < 10; i++) {
            assertThat(pull()).containsOnly(1000);
        }
    }

    @Test
    void theLastSamplesArePaddedAndPushedOut() {
        start(ScriptedSource.constant(1000, 100));

        int[] last = pull();

        assertThat(last[99]).isEqualTo(1000);
        assertThat(last[100]).isZero();
        for (int i = 0; i < Deck.FLUSH_FRAMES; i++) {
            assertThat(pull()).containsOnly(0);
        }
        assertThat(deck.next(frame)).isFalse();
        assertThat(events).containsExactly("sounded 1", "ended 1 FINISHED");
    }

    @Test
    void holdingFadesOutThenSendsNothingAndKeepsThePosition() {
        start(ScriptedSource.constant(8000, 100 * FRAME));
        pull();
        deck.hold(true);

        assertThat(pull()).isSortedAccordingTo((a, b) -> b - a).endsWith(0);
        Duration position = deck.position().heard();
        drain();
        assertThat(deck.next(frame)).isFalse();
        assertThat(deck.position().heard()).isEqualTo(position);

        deck.hold(false);
        int[] back = pull();
        assertThat(back[0]).isBetween(0, 100);
        assertThat(back).isSorted();
        assertThat(pull()).containsOnly(8000);
    }

    @Test
    void aStreamHeldFromTheStartIsNotRead() {
        deck.hold(true);
        deck.load(1, ScriptedSource.constant(1000, FRAME), Duration.ZERO);

        assertThat(deck.next(frame)).isFalse();
        assertThat(events).isEmpty();
        deck.hold(false);
        assertThat(pull()).containsOnly(1000);
    }

    @Test
    void untilTheCallIsConnectedNothingIsLost() {
        deck.open(false);
        deck.load(1, ScriptedSource.constant(1000, FRAME), Duration.ZERO);
        assertThat(deck.next(frame)).isFalse();

        deck.open(true);
        assertThat(pull()).containsOnly(1000);
    }

    @Test
    void loadingFadesTheFormerStreamOutAndASeekIn() {
        ScriptedSource former = ScriptedSource.constant(8000, 100 * FRAME);
        start(former);
        pull();
        deck.load(2, ScriptedSource.constant(8000, 100 * FRAME), Duration.ofSeconds(30));

        assertThat(pull()).isSortedAccordingTo((a, b) -> b - a).endsWith(0);
        assertThat(former.closed()).isTrue();
        int[] sought = pull();
        assertThat(sought[0]).isBetween(0, 100);
        assertThat(sought[FRAME - 1]).isEqualTo(8000);
        assertThat(deck.position())
                .isEqualTo(new Deck.Position(2, Duration.ofSeconds(30).plusMillis(20)));
    }

    @Test
    void loadingDropsWhatWasCued() {
        ScriptedSource cued = ScriptedSource.constant(2000, FRAME);
        deck.load(1, ScriptedSource.constant(1000, FRAME), Duration.ZERO);
        deck.cue(2, cued);
        deck.load(3, ScriptedSource.constant(3000, FRAME), Duration.ZERO);

        assertThat(cued.closed()).isTrue();
        deck.promote(2);
        assertThat(deck.position().stream()).isEqualTo(3);
    }

    @Test
    void promotingWhatFollowedAlreadyDoesNothing() {
        deck.load(1, ScriptedSource.constant(1000, FRAME), Duration.ZERO);
        deck.cue(2, ScriptedSource.constant(2000, 10 * FRAME));
        pull();
        pull();
        deck.promote(2);

        assertThat(pull()).containsOnly(2000);
    }

    @Test
    void theVolumeMovesWithoutAJumpAndIsLimitedNotWrapped() {
        start(ScriptedSource.constant(20_000, 1500 * FRAME));
        pull();
        deck.volume(200);
        pull();

        int[] rising = pull();
        assertThat(rising).isSorted();
        assertThat(rising[0]).isLessThan(20_200);
        for (int i = 0; i < 10; i++) {
            pull();
        }
        assertThat(Arrays.stream(pull()).min().orElseThrow()).isGreaterThan(Short.MAX_VALUE - 2);
        deck.volume(50);
        for (int i = 0; i < 1000; i++) {
            pull();
        }
        assertThat(pull()).containsOnly(10_000);
    }

    @Test
    void aMutedStreamGoesOnUnheard() {
        start(ScriptedSource.constant(8000, 100 * FRAME));
        pull();
        deck.mute(true);
        for (int i = 0; i < 10; i++) {
            pull();
        }

        assertThat(pull()).containsOnly(0);
        assertThat(deck.position().heard()).isEqualTo(Duration.ofMillis(130));
        deck.mute(false);
        for (int i = 0; i < 10; i++) {
            pull();
        }
        assertThat(pull()).containsOnly(8000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 200})
    void aSourceThatRunsDryIsFadedAndCountedAndThePositionWaits(int rest) {
        ScriptedSource slow = ScriptedSource.open();
        slow.add(8000, FRAME + rest);
        start(slow);

        int[] dry = pull();
        int[] after = pull();
        assertThat(dry).isSortedAccordingTo((a, b) -> b - a);
        assertThat(dry[0]).isGreaterThan(7900);
        assertThat(rest == 0 ? dry[FRAME - 1] : after[rest - 1]).isLessThan(20);
        assertThat(after[rest]).isZero();
        assertThat(deck.underruns()).isEqualTo(1);
        for (int i = 2; i < Deck.FLUSH_FRAMES + (rest == 0 ? 1 : 2); i++) {
            pull();
        }
        slow.add(8000, 100);
        assertThat(deck.next(frame)).isFalse();
        slow.add(8000, FRAME);
        assertThat(pull()[0]).isLessThan(100);
        assertThat(events).containsExactly("sounded 1", "dry 1", "sounded 1", "dry 1");
    }

    @Test
    void aTrackThatBreaksOffIsFadedOut() {
        ScriptedSource torn = ScriptedSource.open();
        torn.add(8000, FRAME + 100);
        torn.end(StreamEnd.truncated(Failure.of(FailureCode.SOURCE_TRUNCATED, "gone")));
        start(torn);

        int[] last = pull();
        int[] rest = pull();

        assertThat(last).isSortedAccordingTo((a, b) -> b - a);
        assertThat(rest[99]).isLessThan(100);
        assertThat(rest[100]).isZero();
    }

    // Its source broke off so shortly before the end that it counts as heard.
    @Test
    void aTrackThatBreaksOffJustBeforeItsEndIsFadedOut() {
        ScriptedSource torn = ScriptedSource.open();
        torn.add(8000, FRAME + 100);
        torn.end(StreamEnd.NEARLY_FINISHED);
        start(torn);

        assertThat(pull()).isSortedAccordingTo((a, b) -> b - a);
        assertThat(pull()[99]).isLessThan(100);
        assertThat(events).containsExactly("sounded 1", "ended 1 FINISHED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theNextTrackWasHeardForAMomentWhenAStationOrAServerPaused(boolean station) {
        ScriptedSource away = ScriptedSource.open();
        away.add(8000, FRAME + 100);
        away.end(
                station
                        ? StreamEnd.FINISHED
                        : StreamEnd.truncated(Failure.of(FailureCode.PEER_UNAVAILABLE, "restarting")));
        ScriptedSource cued = ScriptedSource.constant(2000, 10 * FRAME);
        start(station ? away.asLive() : away);
        deck.cue(2, cued);

        assertThat(pull()).isSortedAccordingTo((a, b) -> b - a);
        int[] rest = pull();
        assertThat(rest[99]).isLessThan(100);
        assertThat(rest[100]).isZero();
        drain();
        assertThat(deck.next(frame)).isFalse();
        assertThat(away.closed()).isTrue();
        assertThat(events).hasSize(2).doesNotContain("sounded 2");

        deck.promote(2);
        assertThat(pull()).containsOnly(2000);
    }

    @Test
    void aTrackThatBreaksOffDuringItsLastSecondsIsNotToldAsHeardOutByACrossFade() {
        deck.crossFade(Duration.ofSeconds(1));
        ScriptedSource torn = ScriptedSource.open().withLength();
        torn.add(8000, 3 * RATE);
        torn.end(StreamEnd.truncated(Failure.of(FailureCode.SOURCE_TRUNCATED, "gone")));
        deck.load(1, torn, Duration.ZERO);
        deck.cue(2, ScriptedSource.constant(2000, 3 * RATE).withLength());
        for (int i = 0; i < 301; i++) {
            pull();
        }

        assertThat(events).containsExactly("sounded 1", "ended 1 TRUNCATED", "sounded 2");
    }

    @Test
    void aBrokenSourceEndsWithItsReason() {
        deck.load(1, ScriptedSource.constant(0, 0), Duration.ZERO);

        assertThat(deck.next(frame)).isFalse();
        assertThat(events).containsExactly("ended 1 FINISHED");
    }

    @Test
    void silenceIsToldWhenTheFadeAndWhatEnginesHoldBackHaveLeft() {
        start(ScriptedSource.constant(8000, 100 * FRAME));
        pull();
        deck.silence();
        deck.whenSilent(() -> events.add("silent"));

        assertThat(pull()).isSortedAccordingTo((a, b) -> b - a).endsWith(0);
        drain();
        assertThat(events).containsExactly("sounded 1");
        assertThat(deck.next(frame)).isFalse();
        assertThat(events).containsExactly("sounded 1", "silent");
    }

    @Test
    void aDeckThatNobodyHearsIsSilentAtOnce() {
        start(ScriptedSource.constant(8000, 100 * FRAME));
        pull();
        deck.silence();
        deck.whenSilent(() -> events.add("silent"));
        deck.open(false);
        deck.whenSilent(() -> events.add("again"));

        assertThat(events).containsExactly("sounded 1", "silent", "again");
    }

    @Test
    void silenceClosesEverything() {
        ScriptedSource current = ScriptedSource.constant(1000, 10 * FRAME);
        ScriptedSource cued = ScriptedSource.constant(1000, FRAME);
        start(current);
        deck.cue(2, cued);
        deck.open(false);
        deck.silence();

        assertThat(current.closed()).isTrue();
        assertThat(cued.closed()).isTrue();
        assertThat(deck.position().stream()).isZero();
    }

    @Test
    void aCrossFadeKeepsThePowerAndTellsOfTheNextStreamWhenItBegins() {
        deck.crossFade(Duration.ofSeconds(1));
        ScriptedSource first =
                ScriptedSource.of(Sound.of(4 * RATE, Sound.sine(0.25, 500))).withLength();
        ScriptedSource second =
                ScriptedSource.of(Sound.of(4 * RATE, Sound.sine(0.25, 700))).withLength();
        deck.load(1, first, Duration.ZERO);
        deck.cue(2, second);
        double quietest = 1;
        double loudest = 0;
        for (int i = 0; i < 70; i++) {
            double power = 0;
            for (int j = 0; j < 10; j++) {
                for (int value : pull()) {
                    power += (double) value * value / (32_768.0 * 32_768) / (10 * FRAME);
                }
            }
            quietest = Math.min(quietest, power);
            loudest = Math.max(loudest, power);
        }

        assertThat(quietest).isGreaterThan(0.9 * 0.03125);
        assertThat(loudest).isLessThan(1.1 * 0.03125);
        assertThat(events).containsExactly("sounded 1", "ended 1 FINISHED", "sounded 2", "ended 2 FINISHED");
        assertThat(first.closed()).isTrue();
    }

    @Test
    void shortStreamsOverlapForAThirdAtMost() {
        deck.crossFade(Duration.ofSeconds(12));
        deck.load(1, ScriptedSource.constant(1000, 30 * FRAME).withLength(), Duration.ZERO);
        deck.cue(2, ScriptedSource.constant(1000, 90 * FRAME).withLength());
        for (int i = 0; i < 18; i++) {
            pull();
        }

        assertThat(deck.position().stream()).isEqualTo(1);
        pull();
        pull();
        assertThat(deck.position().stream()).isEqualTo(2);
    }

    /** Returns the left channel of the next frame. */
    private int[] pull() {
        assertThat(deck.next(frame)).isTrue();
        int[] left = new int[FRAME];
        for (int i = 0; i < FRAME; i++) {
            left[i] = (short) ((frame[4 * i] & 0xff) | (frame[4 * i + 1] << 8));
        }
        return left;
    }

    private void drain() {
        for (int i = 0; i < Deck.FLUSH_FRAMES; i++) {
            pull();
        }
    }
}
