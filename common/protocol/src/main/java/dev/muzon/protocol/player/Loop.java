package dev.muzon.protocol.player;

import java.util.Objects;

/**
 * The repetition of a queue.
 *
 * @param left how often the current track is still heard with {@link Mode#TIMES}, this time included. 0 otherwise
 */
public record Loop(Mode mode, int left) {
    /** The most repetitions of one track that can be asked for. */
    public static final int MOST = 10;

    public static final Loop OFF = new Loop(Mode.OFF, 0);
    public static final Loop TRACK = new Loop(Mode.TRACK, 0);
    public static final Loop QUEUE = new Loop(Mode.QUEUE, 0);

    public Loop {
        mode = Objects.requireNonNullElse(mode, Mode.OFF);
    }

    /** The kinds of repetition. */
    public enum Mode {
        OFF,
        /** The current track, until somebody says otherwise. */
        TRACK,
        /** The current track, a number of times. */
        TIMES,
        /** Each track that was heard goes behind those that wait. */
        QUEUE
    }

    /** Makes the loop of a track that is heard this often in all. Once does not repeat it. */
    public static Loop times(int times) {
        return times <= 1 ? OFF : new Loop(Mode.TIMES, times);
    }

    /** Returns whether the current track follows itself. */
    public boolean repeatsTrack() {
        return mode == Mode.TRACK || mode == Mode.TIMES;
    }
}
