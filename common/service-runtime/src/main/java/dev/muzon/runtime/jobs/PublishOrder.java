package dev.muzon.runtime.jobs;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Increasing numbers for the jobs that this process publishes. Between processes they are in order to a few
 * milliseconds.
 */
final class PublishOrder {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    /**
     * Starts the numbers.
     *
     * @param clock the store's, because the clocks of two processes may differ by more than two requests
     */
    PublishOrder(Clock clock) {
        this.clock = clock;
    }

    /** Returns microseconds since 1970, never the same twice. */
    long next() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return last.updateAndGet(previous -> Math.max(previous + 1, now));
    }
}
