package dev.muzon.voice.audio;

import dev.muzon.voice.player.StreamEnd;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One stream on a deck and how much of it was heard. */
final class Reel {
    private final long stream;
    private final PcmSource source;
    private final Duration from;
    private long heard;
    private boolean running;

    Reel(long stream, PcmSource source, Duration from) {
        this.stream = stream;
        this.source = source;
        this.from = from;
    }

    long stream() {
        return stream;
    }

    PcmSource source() {
        return source;
    }

    Duration position() {
        return from.plus(Pcm.duration(heard));
    }

    boolean untouched() {
        return heard == 0;
    }

    /** Returns whether it begins where its track begins: then it must not be faded in. */
    boolean fromTheTop() {
        return from.isZero() && heard == 0;
    }

    /** Returns whether it runs, or has enough to run. */
    boolean ready() {
        return running || source.primed();
    }

    boolean running() {
        return running;
    }

    void setRunning(boolean running) {
        this.running = running;
    }

    /**
     * Reads sound for a frame.
     *
     * @return bytes, fewer than asked for when it ran dry or ended
     */
    int read(byte[] frame, int offset) {
        int n = source.read(frame, offset, frame.length - offset);
        heard += n;
        return n;
    }

    @Nullable StreamEnd end() {
        return source.end();
    }
}
