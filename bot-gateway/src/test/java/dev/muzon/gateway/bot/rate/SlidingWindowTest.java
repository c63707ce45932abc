package dev.muzon.gateway.bot.rate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {
    private final TestClock wall = TestClock.create();
    private final AtomicLong nanos = new AtomicLong(-5);
    private final MonotonicClock clock = new MonotonicClock(wall, nanos::get);

    @Test
    void aWallClockThatStepsBackAnHourSilencesNobody() {
        var window = new SlidingWindow(new Rate(2, Duration.ofSeconds(1)));
        window.take(clock.instant());
        window.take(clock.instant());
        wall.advance(Duration.ofHours(-1));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(window.next(clock.instant())).isEqualTo(clock.instant());
    }

    @Test
    void aWallClockThatLeapsAheadHurriesNobody() {
        var window = new SlidingWindow(new Rate(1, Duration.ofSeconds(1)));
        window.take(clock.instant());
        wall.advance(Duration.ofHours(1));
        assertThat(Duration.between(clock.instant(), window.next(clock.instant())))
                .isEqualTo(Duration.ofSeconds(1));
    }
}
