package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeckTest {
    private static final int FRAME = 480;

    private final List<String> events = new ArrayList<>();
    private final Deck deck = new Deck(
            new Deck.Listener() {
                @Override
                public void sounded(long stream) {
                    events.add("sounded " + stream);
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

    @Test
    void aBeginningIsNotFaded() {
        deck.load(1, ScriptedSource.constant(1000, FRAME), Duration.ZERO);

        assertThat(pull()).containsOnly(1000);
        assertThat(events).startsWith("sounded 1");
    }

    @Test
    void theCuedStreamFollowsWithinTheSameFrame() {
        deck.load(1, ScriptedSource.constant(1000, FRAME + 100), Duration.ZERO);
        deck.cue(2, ScriptedSource.constant(2000, 10 * FRAME));
        pull();

        int[] both = pull();

        assertThat(both[99]).isEqualTo(1000);
        assertThat(both[100]).isEqualTo(2000);
        assertThat(both[FRAME - 1]).isEqualTo(2000);
        assertThat(events).containsExactly("sounded 1", "ended 1 FINISHED", "sounded 2");
        assertThat(deck.position()).isEqualTo(new Deck.Position(2, Pcm.duration((FRAME - 100) * 4L)));
    }

    @Test
    void theLastSamplesArePaddedAndPushedOut() {
        deck.load(1, ScriptedSource.constant(1000, 100), Duration.ZERO);

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
        deck.load(1, ScriptedSource.constant(8000, 100 * FRAME), Duration.ZERO);
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
        assertThat(pull()[FRAME - 1]).isEqualTo(1000);
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
        deck.load(1, former, Duration.ZERO);
        pull();
        deck.load(2, ScriptedSource.constant(8000, 100 * FRAME), Duration.ofSeconds(30));

        assertThat(pull()).endsWith(0);
        assertThat(former.closed()).isTrue();
        int[] sought = pull();
        assertThat(sought[0]).isBetween(0, 100);
        assertThat(sought[FRAME - 1]).isEqualTo(8000);
        assertThat(deck.position())
                .isEqualTo(new Deck.Position(2, Duration.ofSeconds(30).plusMillis(10)));
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
        deck.load(1, ScriptedSource.constant(20_000, 100 * FRAME), Duration.ZERO);
        pull();
        deck.volume(200);

        int[] rising = pull();
        assertThat(rising).isSorted();
        assertThat(rising[0]).isLessThan(20_200);
        assertThat(pull()).containsOnly(Short.MAX_VALUE);
        deck.volume(50);
        pull();
        int[] returning = pull();
        assertThat(returning).isSorted();
        assertThat(returning[0]).isBetween(8000, 9999);
    }

    @Test
    void aSourceThatRunsDryIsFadedAndCountedAndThePositionWaits() {
        ScriptedSource slow = ScriptedSource.open();
        slow.add(8000, FRAME + 200);
        deck.load(1, slow, Duration.ZERO);
        pull();

        int[] dry = pull();
        assertThat(dry[199]).isLessThan(8000);
        assertThat(dry[200]).isZero();
        assertThat(deck.underruns()).isEqualTo(1);
        drain();
        slow.add(8000, 100);
        assertThat(deck.next(frame)).isFalse();
        slow.add(8000, FRAME);
        assertThat(pull()[0]).isLessThan(100);
        assertThat(events).containsExactly("sounded 1");
    }

    @Test
    void aBrokenSourceEndsWithItsReason() {
        deck.load(1, ScriptedSource.constant(0, 0), Duration.ZERO);

        assertThat(deck.next(frame)).isFalse();
        assertThat(events).containsExactly("ended 1 FINISHED");
    }

    @Test
    void silenceIsToldWhenTheFadeAndWhatEnginesHoldBackHaveLeft() {
        deck.load(1, ScriptedSource.constant(8000, 100 * FRAME), Duration.ZERO);
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
        deck.load(1, ScriptedSource.constant(8000, 100 * FRAME), Duration.ZERO);
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
        deck.load(1, current, Duration.ZERO);
        deck.cue(2, cued);
        pull();
        deck.open(false);
        deck.silence();

        assertThat(current.closed()).isTrue();
        assertThat(cued.closed()).isTrue();
        assertThat(deck.position().stream()).isZero();
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
