package dev.muzon.voice.player;

import java.time.Duration;

/**
 * Rules for a voice chat in which nobody but the assistant is left.
 *
 * @param watch whether anything follows from it
 * @param pauseAfter how long the music plays to nobody
 * @param leaveAfter how long the assistant is alone before it leaves
 */
public record AloneRules(boolean watch, Duration pauseAfter, Duration leaveAfter) {
    /** Rules under which the music plays on without listeners. */
    public static final AloneRules OFF = new AloneRules(false, Duration.ZERO, Duration.ZERO);
}
