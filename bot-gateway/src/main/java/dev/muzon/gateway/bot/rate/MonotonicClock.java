package dev.muzon.gateway.bot.rate;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Time that only moves forward. It starts at the wall clock's time and then follows the machine's ticker, so that a
 * corrected wall clock neither silences nor hurries anybody. Its instants are for differences only.
 */
@Component
public final class MonotonicClock implements InstantSource {
    private final Instant start;
    private final LongSupplier nanos;
    private final long startNanos;

    @Autowired
    MonotonicClock(Clock clock) {
        this(clock, System::nanoTime);
    }

    public MonotonicClock(Clock clock, LongSupplier nanos) {
        this.start = clock.instant();
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.getAsLong() - startNanos);
    }
}
