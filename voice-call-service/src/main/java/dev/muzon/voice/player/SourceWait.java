package dev.muzon.voice.player;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The wait of a track for a source that is away. It is tried again with growing pauses until patience ends. */
final class SourceWait {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private Duration pause = FIRST_PAUSE;
    private @Nullable Instant since;
    private @Nullable Instant next;

    /**
     * Notes that the source is away, and plans the next attempt.
     *
     * @return false when it has been away for longer than patience allows
     */
    boolean lasts(Instant now, Duration patience) {
        Instant begun = since == null ? now : since;
        if (Duration.between(begun, now).compareTo(patience) >= 0) {
            over();
            return false;
        }
        since = begun;
        next = now.plus(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return true;
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
