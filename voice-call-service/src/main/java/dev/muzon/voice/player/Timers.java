package dev.muzon.voice.player;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The times at which a call ends by itself: behind the last track, or by the sleep timer. */
final class Timers {
    private final Clock clock;
    private @Nullable Instant leaveAt;
    private @Nullable Instant sleepsAt;

    Timers(Clock clock, @Nullable Instant sleepsAt) {
        this.clock = clock;
        this.sleepsAt = sleepsAt;
    }

    /** Leaves the call after this time unless there is something to play. */
    void linger(Duration time) {
        leaveAt = clock.instant().plus(time);
    }

    boolean lingers() {
        return leaveAt != null;
    }

    /** Stays in the call, because there is something to play. */
    void stay() {
        leaveAt = null;
    }

    boolean leaveDue() {
        return due(leaveAt);
    }

    /** Returns when the music ends by itself, null without a sleep timer. */
    @Nullable Instant sleepsAt() {
        return sleepsAt;
    }

    /** Ends the music after this time. Null stops the timer. */
    void sleepAfter(@Nullable Duration after) {
        sleepsAt = after == null ? null : clock.instant().plus(after);
    }

    boolean sleepDue() {
        return due(sleepsAt);
    }

    void clear() {
        leaveAt = null;
        sleepsAt = null;
    }

    private boolean due(@Nullable Instant time) {
        return time != null && !clock.instant().isBefore(time);
    }

    /** Returns the first of these times and another one, null when there is none. */
    @Nullable Instant first(@Nullable Instant other) {
        return earlier(earlier(leaveAt, sleepsAt), other);
    }

    /** Returns the earlier of two times, null when there is neither. */
    static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }
}
