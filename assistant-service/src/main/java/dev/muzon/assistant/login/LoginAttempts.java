package dev.muzon.assistant.login;

import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;

/** Limit of wrong secrets: after some within a minute none is looked at until the minute is over. */
class LoginAttempts {
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final MonotonicClock clock;
    private final int limit;
    private Instant windowEnd = Instant.MIN;
    private int wrong;

    LoginAttempts(MonotonicClock clock, int limit) {
        this.clock = clock;
        this.limit = limit;
    }

    /** Returns how long no further attempt is looked at, zero when the next one is. */
    synchronized Duration pause() {
        Instant now = clock.instant();
        return wrong < limit || !now.isBefore(windowEnd) ? Duration.ZERO : Duration.between(now, windowEnd);
    }

    synchronized void wrong() {
        Instant now = clock.instant();
        if (!now.isBefore(windowEnd)) {
            windowEnd = now.plus(WINDOW);
            wrong = 0;
        }
        wrong++;
    }
}
