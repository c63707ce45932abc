package dev.muzon.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final RandomGenerator random = RandomGenerator.getDefault();

    @Test
    void delaysDoubleFromFiveSecondsToFiveMinutes() {
        assertThat(IntStream.rangeClosed(1, 8).mapToObj(Backoff.STANDARD::base))
                .containsExactly(
                        seconds(5),
                        seconds(10),
                        seconds(20),
                        seconds(40),
                        seconds(80),
                        seconds(160),
                        seconds(300),
                        seconds(300));
        assertThat(Backoff.STANDARD.base(Integer.MAX_VALUE)).isEqualTo(seconds(300));
    }

    @Test
    void jitterStaysInItsShareAndSpreadsTheDelays() {
        var delays = IntStream.range(0, 200)
                .mapToObj(_ -> Backoff.STANDARD.delay(2, null, random))
                .toList();

        assertThat(delays).allSatisfy(delay -> assertThat(delay).isBetween(seconds(8), seconds(12)));
        assertThat(delays.stream().distinct().count()).isGreaterThan(50);
    }

    @Test
    void aFloodWaitIsWaitedExactly() {
        var flood = Failure.floodWait("", seconds(17), Failure.FloodWait.Scope.CHAT);

        assertThat(Backoff.STANDARD.delay(6, flood, random)).isEqualTo(seconds(17));
    }

    @Test
    void theTimeThatATransientFailureNamesIsWaitedAtLeast() {
        var busy = Failure.retryAfter(FailureCode.SOURCE_UNAVAILABLE, "", seconds(20));

        assertThat(Backoff.STANDARD.delay(1, busy, random)).isBetween(seconds(20), seconds(24));
        assertThat(Backoff.STANDARD.delay(4, busy, random))
                .as("a short time does not use up the attempts in seconds")
                .isBetween(seconds(40), seconds(48));
        assertThat(Backoff.STANDARD.delay(1, Failure.of(FailureCode.SOURCE_UNAVAILABLE, ""), random))
                .isBetween(seconds(4), seconds(6));
    }

    @Test
    void aSuccessRestartsTheSequenceAtTheFirstDelay() {
        var sequence = new Backoff(seconds(5), seconds(300), 0).start(random);

        assertThat(sequence.failed(null)).isEqualTo(seconds(5));
        assertThat(sequence.failed(null)).isEqualTo(seconds(10));
        sequence.succeeded();
        assertThat(sequence.failures()).isZero();
        assertThat(sequence.failed(null)).isEqualTo(seconds(5));
    }

    @Test
    void outagesAreNeverHopelessButFiveCriticalFailuresAre() {
        var sequence = Backoff.STANDARD.start(random);
        var rejected = Failure.of(FailureCode.BOT_TOKEN_REJECTED, "401");

        for (int i = 1; i < BackoffSequence.CRITICAL_ATTEMPTS; i++) {
            sequence.failed(rejected);
            sequence.failed(Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "502"));
        }
        assertThat(sequence.hopeless()).isFalse();
        sequence.failed(rejected);
        assertThat(sequence.hopeless()).isTrue();
        sequence.succeeded();
        assertThat(sequence.hopeless()).isFalse();
    }

    @Test
    void delaysAndJitterOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, seconds(1), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(seconds(2), seconds(1), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(seconds(1), seconds(1), 1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
