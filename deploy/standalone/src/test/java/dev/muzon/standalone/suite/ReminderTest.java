package dev.muzon.standalone.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReminderTest {
    @Test
    void itTellsHowLongItHasBeenUntilItIsClosed() throws Exception {
        var said = new LinkedBlockingQueue<Duration>();

        try (Reminder _ = Reminder.every(Duration.ofMillis(10), said::add)) {
            assertThat(said.poll(10, TimeUnit.SECONDS)).isEqualTo(Duration.ofMillis(10));
            assertThat(said.poll(10, TimeUnit.SECONDS)).isEqualTo(Duration.ofMillis(20));
        }
    }
}
