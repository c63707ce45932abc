package dev.muzon.gateway.music.player;

import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.protocol.player.Loop;

/** The words for how a queue repeats. */
public final class LoopWords {
    private LoopWords() {}

    /** Returns the phrase that tells of a loop. One of several times takes their number as {@code count}. */
    public static MusicPhrase of(Loop loop) {
        return switch (loop.mode()) {
            case OFF -> MusicPhrase.LOOP_OFF;
            case TRACK -> MusicPhrase.LOOP_TRACK;
            case TIMES -> MusicPhrase.LOOP_TIMES;
            case QUEUE -> MusicPhrase.LOOP_QUEUE;
        };
    }
}
