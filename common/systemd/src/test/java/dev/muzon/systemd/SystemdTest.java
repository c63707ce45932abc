package dev.muzon.systemd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.testkit.NotifyListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void aProcessSaysOnceThatItIsReadyAndAgainAndAgainThatItIsAlive() {
        try (NotifyListener systemd = NotifyListener.in(folder)) {
            Systemd manager = Systemd.of(systemd.environment(Duration.ofMillis(90)));
            assertThat(systemd.heard()).isEmpty();

            manager.ready(() -> true);

            systemd.awaitNext("WATCHDOG=1");
            systemd.awaitNext("WATCHDOG=1");
            assertThat(systemd.heard()).startsWith("READY=1", "WATCHDOG=1").containsOnlyOnce("READY=1");
        }
    }

    @Test
    void aProcessThatIsNotWellFallsSilent() {
        try (NotifyListener systemd = NotifyListener.in(folder)) {
            AtomicBoolean well = new AtomicBoolean(true);
            AtomicInteger asked = new AtomicInteger();
            Systemd.of(systemd.environment(Duration.ofMillis(30))).ready(() -> {
                asked.incrementAndGet();
                return well.get();
            });
            systemd.awaitNext("WATCHDOG=1");

            well.set(false);

            int then = asked.get() + 1; // One word may be under way.
            await().atMost(PATIENCE).until(() -> asked.get() > then);
            int heard = systemd.heard().size();
            await().atMost(PATIENCE).until(() -> asked.get() > then + 5);
            assertThat(systemd.heard()).hasSizeLessThanOrEqualTo(heard + 1);
        }
    }

    @Test
    void aWatchdogOfAnotherProcessIsNotFed() {
        try (NotifyListener systemd = NotifyListener.in(folder)) {
            Map<String, String> environment = new TreeMap<>(systemd.environment(Duration.ofMillis(30)));
            environment.put("WATCHDOG_PID", "1");
            AtomicInteger asked = new AtomicInteger();

            Systemd.of(environment).ready(() -> asked.incrementAndGet() > 0);

            systemd.await("READY=1");
            assertThat(asked).hasValue(0);
        }
    }

    @Test
    void nobodyIsToldWhereSystemdDidNotStartTheProcess() {
        AtomicInteger asked = new AtomicInteger();

        Systemd.of(Map.of("WATCHDOG_USEC", "1000")).ready(() -> asked.incrementAndGet() > 0);

        assertThat(asked).hasValue(0);
    }

    @Test
    void aSocketThatIsGoneDisturbsNothing() {
        String gone = folder.resolve("gone").toString();

        assertThatCode(() -> Systemd.of(Map.of("NOTIFY_SOCKET", gone)).ready(() -> true))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> NotifySocket.send(gone, "READY=1"))
                .isInstanceOf(IOException.class)
                .hasMessage("its socket " + gone + " takes no message");
    }
}
