package dev.muzon.voice.player;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The wait of a track for a source that is away. It is tried again with growing pauses, until patience ends or without
 * end.
 */
final class SourceWait {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** Longest pause of a wait without end. A server that is asked for hours is spared. */
    private static final Duration LONGEST_SLOW_PAUSE = Duration.ofMinutes(1);

    /** Share of the time without sound that a wait without end may add to it. */
    private static final int SLOWNESS = 10;

    private Duration pause = FIRST_PAUSE;
    private @Nullable Instant since;
    private @Nullable Instant next;

    /**
     * Notes that the source is away, and plans the next attempt.
     *
     * @return false when it has been away for longer than patience allows
     */
    boolean lasts(Instant now, Duration patience) {
        if (begin(now).compareTo(patience) >= 0) {
            over();
            return false;
        }
        plan(now, LONGEST_PAUSE);
        return true;
    }

    /** Notes that the source is away, however long, and plans the next attempt. */
    void goesOn(Instant now) {
        Duration slow = shorter(begin(now).dividedBy(SLOWNESS), LONGEST_SLOW_PAUSE);
        plan(now, slow.compareTo(LONGEST_PAUSE) < 0 ? LONGEST_PAUSE : slow);
    }

    /** Returns how long it has lasted. */
    private Duration begin(Instant now) {
        since = since == null ? now : since;
        return Duration.between(since, now);
    }

    private void plan(Instant now, Duration longest) {
        next = now.plus(pause);
        pause = shorter(pause.multipliedBy(2), longest);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Counts from now, because no attempt was made before. */
    void restart(Instant now) {
        since = since == null ? null : now;
    }

    /** Returns whether this is a wait that has begun and not ended. */
    boolean isOn() {
        return since != null;
    }

    /** Returns the earlier of the next attempt and another time, null when there is neither. */
    @Nullable Instant first(@Nullable Instant other) {
        if (next == null || other == null) {
            return next == null ? other : next;
        }
        return next.isBefore(other) ? next : other;
    }

    /** Returns whether the next attempt is due, once. */
    boolean takeDue(Instant now) {
        boolean due = next != null && !now.isBefore(next);
        if (due) {
            next = null;
        }
        return due;
    }

    /** Forgets the wait, because a source is there or nobody waits. */
    void over() {
        pause = FIRST_PAUSE;
        since = null;
        next = null;
    }
}
