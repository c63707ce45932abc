package dev.muzon.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muzon.testkit.MongoFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreClockTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
    private final StoreClock clock = new StoreClock(mongo.database(), nanoTime::get, ZoneOffset.UTC);

    @Test
    void theClockTellsTheStoresTime() {
        // The server under test runs on this machine, so its time is ours.
        assertThat(clock.instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void theClockFollowsTheTickerAndMeasuresAgainAfterAMinute() {
        Instant first = clock.instant();

        nanoTime.addAndGet(Duration.ofSeconds(59).toNanos());
        assertThat(clock.instant()).isEqualTo(first.plusSeconds(59));
        nanoTime.addAndGet(Duration.ofDays(1).toNanos());
        assertThat(clock.instant()).isBefore(first.plus(Duration.ofDays(1)));
    }
}
