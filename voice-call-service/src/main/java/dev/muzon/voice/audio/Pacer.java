package dev.muzon.voice.audio;

/**
 * An absolute schedule of one frame per 10 ms. A late wake-up makes one frame late, never all that follow. After a
 * pause it catches up, but only so much: a listener's jitter buffer discards a flood.
 */
final class Pacer {
    static final long PERIOD_NANOS = 10_000_000;
    static final int MOST_AT_ONCE = 10;

    private long next;

    /** Restarts the schedule: the first frame is due now. */
    void restart(long now) {
        next = now;
    }

    /** Takes the frames due by now, which count as sent. */
    int takeDue(long now) {
        next = Math.max(next, now - (MOST_AT_ONCE - 1) * PERIOD_NANOS);
        int due = 0;
        while (next - now <= 0) {
            next += PERIOD_NANOS;
            due++;
        }
        return due;
    }

    /** Returns the time until the next frame in nanoseconds, at least 0. */
    long untilNext(long now) {
        return Math.max(0, next - now);
    }
}
