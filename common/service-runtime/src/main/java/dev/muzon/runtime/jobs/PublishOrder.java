package dev.muzon.runtime.jobs;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Numbers that grow with every job that this process publishes, and to a few milliseconds between processes too. */
final class PublishOrder {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    /** @param clock the store's, because the clocks of two processes may differ by more than two requests */
    PublishOrder(Clock clock) {
        this.clock = clock;
    }

    /** Microseconds since 1970, never the same twice. */
    long next() {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return last.updateAndGet(previous -> Math.max(previous + 1, now));
    }
}
