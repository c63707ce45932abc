package dev.muzon.voice.player;

import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;

/**
 * A time that is stored as the wall clock shows it, and measured by a clock that no correction moves. What is stored
 * follows the wall clock only after a step, so that it stays equal while nothing happens.
 */
final class Moment {
    /** Larger than what separates two readings, smaller than what anybody calls a step. */
    private static final Duration STEP = Duration.ofSeconds(5);

    private final MonotonicClock clock;
    private final Instant at;
    private Instant shown;

    private Moment(MonotonicClock clock, Instant at, Instant shown) {
        this.clock = clock;
        this.at = at;
        this.shown = shown;
    }

    /** Makes the moment that comes after this time. */
    static Moment in(Duration time, MonotonicClock clock) {
        return new Moment(clock, clock.instant().plus(time), clock.wallTime().plus(time));
    }

    /** Makes the moment that an earlier process stored. */
    static Moment stored(Instant shown, MonotonicClock clock) {
        return new Moment(clock, clock.fromWall(shown), shown);
    }

    /** Returns the instant of the clock that measures it. */
    Instant at() {
        return at;
    }

    /** Returns the time to store. */
    Instant shown() {
        Instant now = clock.onWall(at);
        if (Duration.between(shown, now).abs().compareTo(STEP) > 0) {
            shown = now;
        }
        return shown;
    }

    boolean reached() {
        return !clock.instant().isBefore(at);
    }

    boolean passed() {
        return clock.instant().isAfter(at);
    }
}
