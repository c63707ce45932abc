package dev.muzon.extractor.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SingleFlightTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SingleFlight<String, Integer> flights = new SingleFlight<>();
    private final AtomicInteger works = new AtomicInteger();

    @Test
    void workThatWasJustDoneWasSharedWithWhoeverCameNext() throws Exception {
        for (int i = 1; i <= 10_000; i++) {
            assertThat(flights.join("song", PATIENCE, works::incrementAndGet)).isEqualTo(i);
        }
    }
}
