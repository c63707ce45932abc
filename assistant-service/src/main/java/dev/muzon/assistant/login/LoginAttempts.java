package dev.muzon.assistant.login;

import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Limit of wrong secrets: after ten within a minute none is looked at until the minute is over. */
@Component
class LoginAttempts {
    static final int LIMIT = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final MonotonicClock clock;
    private Instant windowEnd = Instant.MIN;
    private int wrong;

    LoginAttempts(MonotonicClock clock) {
        this.clock = clock;
    }

    /** Returns how long no further attempt is looked at, zero when the next one is. */
    synchronized Duration pause() {
        Instant now = clock.instant();
        return wrong < LIMIT || !now.isBefore(windowEnd) ? Duration.ZERO : Duration.between(now, windowEnd);
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
