package dev.muzon.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
    private final RestartBackoff backoff = new RestartBackoff();

    @Test
    void pausesDoubleToAMinuteWhileAProcessKeepsFalling() {
        assertThat(Stream.generate(() -> backoff.after(Duration.ZERO)).limit(8).map(Duration::toSeconds))
                .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void pausesStartOverAfterTwoHealthyMinutes() {
        backoff.after(Duration.ZERO);
        backoff.after(Duration.ZERO);

        assertThat(backoff.after(Duration.ofMinutes(3))).isEqualTo(Duration.ofSeconds(1));
    }
}
