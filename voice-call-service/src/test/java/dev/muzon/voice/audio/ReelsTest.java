package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReelsTest {
    private final List<Long> closed = new ArrayList<>();
    private final Reels reels = new Reels(Runnable::run);

    @Test
    void aStreamThatIsLoadedClosesTheOthers() {
        reels.load(reel(1));
        reels.cue(reel(2));

        reels.load(reel(3));

        assertThat(closed).containsExactlyInAnyOrder(1L, 2L);
        assertThat(reels.current()).extracting(Reel::stream).isEqualTo(3L);
        assertThat(reels.isCued(2)).isFalse();
    }

    @Test
    void theCuedStreamFollowsTheOneThatIsOver() {
        reels.load(reel(1));
        reels.cue(reel(2));

        reels.follow();

        assertThat(closed).containsExactly(1L);
        assertThat(reels.current()).extracting(Reel::stream).isEqualTo(2L);
        assertThat(reels.isCued(2)).isFalse();
    }

    @Test
    void aStreamThatACrossFadeHoldsIsClosedOnceTheFadeIsDropped() {
        Reel first = reel(1);
        first.setRunning(true);
        first.read(new float[Pcm.SAMPLE_RATE * Pcm.CHANNELS], 0, Pcm.SAMPLE_RATE, false);
        reels.setOverlap(Duration.ofSeconds(1));
        reels.load(first);
        reels.cue(reel(2));
        assertThat(reels.beginsOverlap()).isTrue();

        reels.follow();
        assertThat(closed).isEmpty();
        reels.dropLeaving();

        assertThat(closed).containsExactly(1L);
    }

    private Reel reel(long stream) {
        return new Reel(stream, new Noted(stream), Duration.ZERO);
    }

    /** A source of which a tenth of a second is left, and which notes its end. */
    private final class Noted implements PcmSource {
        private final long stream;

        Noted(long stream) {
            this.stream = stream;
        }

        @Override
        public boolean primed() {
            return true;
        }

        @Override
        public int read(float[] into, int offset, int length) {
            return length;
        }

        @Override
        public long left() {
            return stream == 1 ? Pcm.SAMPLE_RATE / 10 : Pcm.SAMPLE_RATE;
        }

        @Override
        public @Nullable StreamEnd end() {
            return null;
        }

        @Override
        public @Nullable PcmSource seek(Duration from, SoundFilters filters, Listener listener) {
            return null;
        }

        @Override
        public void close() {
            closed.add(stream);
        }
    }
}
