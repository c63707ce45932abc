package dev.muzon.sandbox.botapi;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The pace at which Telegram lets a bot poll. Hurried repetitions get less or wait. */
final class PollPace {
    private static final Duration REPETITION = Duration.ofSeconds(3);
    private static final Duration HURRY = Duration.ofMillis(500);
    private static final Duration CONFLICT = Duration.ofSeconds(3);

    private final Clock clock;
    private long lastOffset;
    private Instant lastPoll = Instant.EPOCH;
    private Instant nextConflict = Instant.EPOCH;

    PollPace(Clock clock) {
        this.clock = clock;
    }

    /** A poll as it is carried out. */
    record Terms(int limit, Duration timeout) {}

    /** Takes a poll. One with the same offset as the last, and soon after it, waits for 3 s or gets one update alone. */
    synchronized Terms poll(long offset, int limit, Duration timeout) {
        var now = clock.instant();
        boolean repeated = offset == lastOffset;
        boolean waits = repeated && now.isBefore(lastPoll.plus(REPETITION)) && timeout.compareTo(REPETITION) < 0;
        boolean hurries = repeated && now.isBefore(lastPoll.plus(HURRY));
        lastOffset = offset;
        lastPoll = now;
        return new Terms(hurries ? 1 : limit, waits ? REPETITION : timeout);
    }

    /** Returns how long a conflict is held back: not at all, unless another was answered within 3 s. */
    synchronized Duration conflict() {
        var now = clock.instant();
        if (now.isBefore(nextConflict)) {
            return CONFLICT;
        }
        nextConflict = now.plus(CONFLICT);
        return Duration.ZERO;
    }
}
