package dev.muzon.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A UTC clock and a ticker that stand still until a test moves them. May be read from any thread. */
public final class TestClock extends Clock {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now;
    private final AtomicLong ticks = new AtomicLong();

    private TestClock(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    /** Starts at an arbitrary fixed instant, the same in every run. */
    public static TestClock create() {
        return new TestClock(START);
    }

    public static TestClock startingAt(Instant start) {
        return new TestClock(start);
    }

    /**
     * Lets time pass.
     *
     * @param duration negative to go back, as a corrected system clock does: the ticker stays then
     */
    public void advance(Duration duration) {
        step(duration);
        ticks.addAndGet(Math.max(0, duration.toNanos()));
    }

    /** Corrects the clock without letting time pass. The ticker stays. */
    public void step(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    public void pin(Instant instant) {
        now.set(instant);
    }

    /** Returns the ticker's time: the nanoseconds that have passed. No correction of the clock moves it. */
    public long nanos() {
        return ticks.get();
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Refuses, because nothing under test may depend on a zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the test clock is UTC");
    }
}
