package dev.muzon.voice.audio;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a deck: the current one, the cued one, and the one that a cross-fade leaves. Those that leave are
 * closed. Not thread-safe, see {@link Deck}.
 */
final class Reels {
    private final Executor closer;
    private final Overlap overlap = new Overlap();
    private @Nullable Reel current;
    private @Nullable Reel cued;

    /** @param closer closes sources, which may take longer than a frame */
    Reels(Executor closer) {
        this.closer = closer;
    }

    @Nullable Reel current() {
        return current;
    }

    /** Puts a stream in the place of all others. */
    void load(Reel reel) {
        clear();
        current = reel;
    }

    void cue(Reel reel) {
        uncue();
        cued = reel;
    }

    void uncue() {
        close(cued);
        cued = null;
    }

    /** Returns whether this stream is the one that follows. */
    boolean isCued(long stream) {
        return cued != null && cued.stream() == stream;
    }

    /** Puts the cued stream in the place of the current one. */
    void promote() {
        dropLeaving();
        close(current);
        current = cued;
        cued = null;
    }

    /** Lets the cued stream follow a current one that is over, or that a cross-fade holds. */
    void follow() {
        leave();
        current = cued;
        cued = null;
    }

    /** Takes away a current stream that is over, or that a cross-fade holds. Nothing follows yet. */
    void leave() {
        Reel over = current;
        current = null;
        if (over != null && !overlap.holds(over)) {
            close(over);
        }
    }

    void clear() {
        uncue();
        dropLeaving();
        close(current);
        current = null;
    }

    /** @param length zero for no overlap at all */
    void setOverlap(Duration length) {
        overlap.setLongest(length);
    }

    /** Returns whether a cross-fade to the cued stream has begun now. */
    boolean beginsOverlap() {
        return current != null && cued != null && overlap.begins(current, cued);
    }

    /** Adds what is left of the stream that leaves. */
    void mixLeaving(float[] mix, int filled, int samples, boolean level) {
        close(overlap.mix(mix, filled, samples, level));
    }

    /** Ends a cross-fade. */
    void dropLeaving() {
        close(overlap.drop());
    }

    private void close(@Nullable Reel left) {
        if (left != null) {
            closer.execute(left.source()::close);
        }
    }
}
