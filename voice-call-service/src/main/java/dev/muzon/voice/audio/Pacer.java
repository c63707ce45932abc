package dev.muzon.voice.audio;

/**
 * An absolute schedule of one turn per 10 ms. A late wake-up makes one turn late, never all that follow. After a pause
 * it catches up, but only so much: a listener's jitter buffer discards a flood.
 */
final class Pacer {
    static final long PERIOD_NANOS = 10_000_000;
    static final int MOST_AT_ONCE = 10;

    private long next;

    /** Restarts the schedule with a turn at this time. */
    void restart(long first) {
        next = first;
    }

    /** Takes the turns due by now. */
    int takeDue(long now) {
        next = Math.max(next, now - (MOST_AT_ONCE - 1) * PERIOD_NANOS);
        int due = 0;
        while (next - now <= 0) {
            next += PERIOD_NANOS;
            due++;
        }
        return due;
    }

    /** Returns how much time has passed since the last turn but so many was due, counted from 1. */
    long lateness(long now, int fromLast) {
        return now - (next - fromLast * PERIOD_NANOS);
    }

    /** Returns the time until the next turn in nanoseconds, at least 0. */
    long untilNext(long now) {
        return Math.max(0, next - now);
    }
}
