package dev.muzon.sandbox.botapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PollPaceTest {
    private final TestClock clock = TestClock.create();
    private final PollPace pace = new PollPace(clock);

    @Test
    void aShortPollThatRepeatsAnOffsetWithinThreeSecondsWaits() {
        assertThat(poll(7).timeout()).isZero();
        clock.advance(Duration.ofSeconds(2));
        assertThat(poll(7)).isEqualTo(new PollPace.Terms(100, Duration.ofSeconds(3)));
        assertThat(pace.poll(7, 100, Duration.ofSeconds(50)).timeout()).isEqualTo(Duration.ofSeconds(50));
        assertThat(poll(8).timeout()).isZero();
        clock.advance(Duration.ofSeconds(3));
        assertThat(poll(8).timeout()).isZero();
    }

    @Test
    void aPollThatRepeatsAnOffsetWithinHalfASecondGetsOneUpdate() {
        poll(7);
        assertThat(poll(7).limit()).isOne();
        clock.advance(Duration.ofMillis(500));
        assertThat(poll(7).limit()).isEqualTo(100);
    }

    @Test
    void aConflictWithinThreeSecondsOfAnotherIsHeldBack() {
        assertThat(pace.conflict()).isZero();
        assertThat(pace.conflict()).isEqualTo(Duration.ofSeconds(3));
        clock.advance(Duration.ofSeconds(3));
        assertThat(pace.conflict()).isZero();
    }

    @Test
    void pausesBetweenDeliveriesToAWebhookGrowToAMinute() {
        assertThat(IntStream.rangeClosed(1, 8)
                        .mapToObj(failures -> Webhook.pauseAfter(failures).toSeconds()))
                .containsExactly(0L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    private PollPace.Terms poll(long offset) {
        return pace.poll(offset, 100, Duration.ZERO);
    }
}
