package dev.muzon.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TestClockTest {
    @Test
    void aTestClockStandsStillUntilMoved() {
        TestClock clock = TestClock.startingAt(Instant.EPOCH);

        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
        clock.advance(Duration.ofMinutes(1));
        assertThat(clock.millis()).isEqualTo(60_000);
        clock.pin(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }
}
