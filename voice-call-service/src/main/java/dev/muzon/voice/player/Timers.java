package dev.muzon.voice.player;

import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times at which a call ends by itself: behind the last track, or by the sleep timer. */
final class Timers {
    private final MonotonicClock clock;
    private @Nullable Instant leaveAt;
    private @Nullable Moment sleep;

    Timers(MonotonicClock clock, @Nullable Instant sleepsAt) {
        this.clock = clock;
        sleep = sleepsAt == null ? null : Moment.stored(sleepsAt, clock);
    }

    /** Leaves the call after this time unless there is something to play. */
    void linger(Duration time) {
        leaveAt = clock.instant().plus(time);
    }

    /** Leaves a call that is kept although nothing is left not before this. */
    void lingerUntil(Instant time) {
        if (leaveAt != null && leaveAt.isBefore(time)) {
            leaveAt = time;
        }
    }

    boolean lingers() {
        return leaveAt != null;
    }

    /** Stays in the call, because there is something to play. */
    void stay() {
        leaveAt = null;
    }

    boolean leaveDue() {
        return leaveAt != null && !clock.instant().isBefore(leaveAt);
    }

    /** Returns when the music ends by itself as the wall clock shows it, null without a sleep timer. */
    @Nullable Instant sleepsAt() {
        return sleep == null ? null : sleep.shown();
    }

    /** Ends the music after this time. Null stops the timer. */
    void sleepAfter(@Nullable Duration after) {
        sleep = after == null ? null : Moment.in(after, clock);
    }

    boolean sleepDue() {
        return sleep != null && sleep.reached();
    }

    /** Returns whether the music ends by itself within this time. */
    boolean sleepsWithin(Duration time) {
        return sleep != null && !sleep.at().isAfter(clock.instant().plus(time));
    }

    void clear() {
        leaveAt = null;
        sleep = null;
    }

    /** Returns the first of these times and another one, null when there is none. */
    @Nullable Instant first(@Nullable Instant other) {
        return earlier(earlier(leaveAt, sleep == null ? null : sleep.at()), other);
    }

    /** Returns the earlier of two times, null when there is neither. */
    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
