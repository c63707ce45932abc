package dev.muzon.voice.player;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time without listeners, after which the music pauses and later the voice chat is left. */
final class Solitude {
    private final AloneRules rules;
    private final Clock clock;
    private @Nullable Alone alone;

    Solitude(AloneRules rules, Clock clock, @Nullable Alone saved) {
        this.rules = rules;
        this.clock = clock;
        alone = rules.watch() ? saved : null;
    }

    /** Returns what has to be saved, null while somebody may be listening. */
    @Nullable Alone alone() {
        return alone;
    }

    /** Notes that nobody listens. Does nothing when that is known. */
    void begin() {
        if (alone == null && rules.watch()) {
            alone = new Alone(clock.instant(), false);
        }
    }

    /**
     * Notes that somebody may be listening.
     *
     * @return whether a pause was made because nobody did
     */
    boolean end() {
        boolean paused = alone != null && alone.paused();
        alone = null;
        return paused;
    }

    /** Notes that the music has paused because nobody listens. */
    void pause() {
        if (alone != null) {
            alone = new Alone(alone.since(), true);
        }
    }

    /** Notes that a person paused the music. It does not go on by itself then. */
    void pausedByPerson() {
        if (alone != null) {
            alone = new Alone(alone.since(), false);
        }
    }

    /** Notes that a person wants music. The time begins again, because they may be on their way. */
    void wanted() {
        if (alone != null) {
            alone = new Alone(clock.instant(), false);
        }
    }

    boolean pauseDue() {
        return due(rules.pauseAfter());
    }

    boolean leaveDue() {
        return due(rules.leaveAfter());
    }

    private boolean due(Duration wait) {
        return alone != null && !clock.instant().isBefore(alone.since().plus(wait));
    }

    /** Returns when the next thing is due, null for never. */
    @Nullable Instant next(boolean playing) {
        if (alone == null) {
            return null;
        }
        Instant leave = alone.since().plus(rules.leaveAfter());
        Instant pause = alone.since().plus(rules.pauseAfter());
        return playing && pause.isBefore(leave) ? pause : leave;
    }
}
