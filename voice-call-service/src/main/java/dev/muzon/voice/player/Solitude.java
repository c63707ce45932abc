package dev.muzon.voice.player;

import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time without listeners, after which the music pauses and later the voice chat is left. */
final class Solitude {
    private final AloneRules rules;
    private final MonotonicClock clock;
    private @Nullable Moment since;
    private boolean paused;

    Solitude(AloneRules rules, MonotonicClock clock, @Nullable Alone saved) {
        this.rules = rules;
        this.clock = clock;
        if (saved != null && rules.watch()) {
            Moment begun = Moment.stored(saved.since(), clock);
            since = begun.reached() ? begun : Moment.in(Duration.ZERO, clock);
            paused = saved.paused();
        }
    }

    /** Returns what has to be saved, null while somebody may be listening. */
    @Nullable Alone alone() {
        return since == null ? null : new Alone(since.shown(), paused);
    }

    /** Notes that nobody listens. Does nothing when that is known. */
    void begin() {
        if (since == null && rules.watch()) {
            since = Moment.in(Duration.ZERO, clock);
            paused = false;
        }
    }

    /**
     * Notes that somebody may be listening.
     *
     * @return whether a pause was made because nobody did
     */
    boolean end() {
        boolean waited = since != null && paused;
        since = null;
        return waited;
    }

    /** Notes that the music has paused because nobody listens. */
    void pause() {
        paused = true;
    }

    /** Returns whether the music has paused because nobody listens. */
    boolean paused() {
        return since != null && paused;
    }

    /** Notes that a person paused the music. It does not go on by itself then. */
    void pausedByPerson() {
        paused = false;
    }

    /** Notes that a person wants music. The time begins again, because they may be on their way. */
    void wanted() {
        if (since != null) {
            since = Moment.in(Duration.ZERO, clock);
            paused = false;
        }
    }

    boolean pauseDue() {
        return due(rules.pauseAfter());
    }

    boolean leaveDue() {
        return due(rules.leaveAfter());
    }

    private boolean due(Duration wait) {
        return since != null && !clock.instant().isBefore(since.at().plus(wait));
    }

    /** Returns when the music pauses, null while somebody may be listening. */
    @Nullable Instant pauseAt() {
        return since == null ? null : since.at().plus(rules.pauseAfter());
    }

    /** Returns when the next thing is due, null for never. */
    @Nullable Instant next(boolean playing) {
        if (since == null) {
            return null;
        }
        Instant leave = since.at().plus(rules.leaveAfter());
        Instant pause = since.at().plus(rules.pauseAfter());
        return playing && pause.isBefore(leave) ? pause : leave;
    }
}
