package dev.muzon.coordination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoreClockTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @Test
    void tellsTheStoresTimeWhateverTheLocalClockSays() {
        TestClock wrong = TestClock.startingAt(Instant.parse("1999-12-31T23:59:59Z"));
        StoreClock clock = new StoreClock(mongo.database(), wrong);

        // The server under test runs on this machine, so its time is ours.
        assertThat(clock.instant()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }

    @Test
    void followsTheLocalClockAndMeasuresAgainAfterAMinute() {
        TestClock local = TestClock.create();
        StoreClock clock = new StoreClock(mongo.database(), local);
        Instant first = clock.instant();

        local.advance(Duration.ofSeconds(59));
        assertThat(clock.instant()).isEqualTo(first.plusSeconds(59));
        local.advance(Duration.ofDays(1));
        assertThat(clock.instant()).isBefore(first.plus(Duration.ofDays(1)));
    }
}
