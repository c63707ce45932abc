package dev.muzon.voice.audio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time in which the end of one stream and the beginning of the next are heard together. */
final class Overlap {
    private @Nullable CrossFade fade;
    private long longest;

    /** @param length zero for no overlap at all */
    void setLongest(Duration length) {
        longest = Pcm.samples(length);
    }

    /**
     * Begins when as much is left of the current stream as the fade takes. Short streams overlap less.
     *
     * @return whether it began now, so that the next stream is the current one
     */
    boolean begins(Reel reel, Reel next) {
        if (longest == 0 || fade != null || reel.broken()) {
            return false;
        }
        long left = reel.left();
        long length = Math.min(longest, Math.min(reel.length(), next.length()) / 3);
        boolean due = left > 0 && left <= length && reel.running() && next.ready();
        if (due) {
            fade = new CrossFade(reel, left);
        }
        return due;
    }

    /** Returns whether a stream is still heard, although another one is the current one. */
    boolean holds(Reel reel) {
        return fade != null && fade.leaving() == reel;
    }

    /**
     * Adds what is left of the stream that leaves.
     *
     * @return that stream when it is over, otherwise null
     */
    @Nullable Reel mix(float[] mix, int filled, int samples, boolean level) {
        CrossFade now = fade;
        if (now == null) {
            return null;
        }
        now.mix(mix, filled, samples, level);
        return now.over() ? drop() : null;
    }

    /** Ends it. Returns the stream that was leaving, null when none was. */
    @Nullable Reel drop() {
        Reel leaving = fade == null ? null : fade.leaving();
        fade = null;
        return leaving;
    }
}
