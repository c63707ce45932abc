package dev.muzon.extractor.door;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DripGuardTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final DripGuard guard = new DripGuard();

    @Test
    void aServerThatDripsIsLeftAfterTwentySecondsOfWaiting() {
        assertThatCode(() -> read(19, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(1, 1))
                .isInstanceOf(FailureException.class)
                .hasMessageContaining("20 bytes in PT20S");
    }

    @Test
    void theSlowestRadioThereIsPasses() {
        assertThatCode(() -> read(600, 1000)).doesNotThrowAnyException();
    }

    @Test
    void aListenerThatReadsSlowlyIsNotHeldAgainstTheServer() {
        // No read waited, however long the pauses between them were.
        for (int i = 0; i < 10_000; i++) {
            guard.read(1000, 1);
        }
    }

    @Test
    void aGoodBeginningDoesNotExcuseADripLater() {
        read(20, 100_000);
        assertThatThrownBy(() -> read(20, 1)).isInstanceOf(FailureException.class);
    }

    private void read(int seconds, int bytesPerSecond) {
        for (int i = 0; i < seconds; i++) {
            guard.read(SECOND, bytesPerSecond);
        }
    }
}
