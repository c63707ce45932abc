package dev.muzon.resilience;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Time that only moves forward. It starts at the wall clock's time and then follows the machine's ticker, so that a
 * corrected wall clock neither silences nor hurries anybody. Its instants are for differences only.
 */
public final class MonotonicClock implements InstantSource {
    private final Clock wall;
    private final Instant start;
    private final LongSupplier nanos;
    private final long startNanos;

    public MonotonicClock(Clock wall) {
        this(wall, System::nanoTime);
    }

    public MonotonicClock(Clock wall, LongSupplier nanos) {
        this.wall = wall;
        this.start = wall.instant();
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.getAsLong() - startNanos);
    }

    /** Returns the time of the wall clock, for people and for what is stored. */
    public Instant wallTime() {
        return wall.instant();
    }

    /** Returns what the wall clock will show at one of this clock's instants, as far as it knows now. */
    public Instant onWall(Instant instant) {
        return wall.instant().plus(Duration.between(instant(), instant));
    }

    /** Returns this clock's instant at which the wall clock will show a time, as far as it knows now. */
    public Instant fromWall(Instant shown) {
        return instant().plus(Duration.between(wall.instant(), shown));
    }
}
