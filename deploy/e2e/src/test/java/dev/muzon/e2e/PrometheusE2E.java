package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Listener;
import dev.muzon.e2e.suite.Music;
import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.Prometheus;
import dev.muzon.e2e.suite.RunningSuite;
import dev.muzon.e2e.suite.Telegram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A test with a real Prometheus: it reads the services, and raises no alert while they are well. */
@ExtendWith(Network.class)
class PrometheusE2E {
    @TempDir
    private Path folder;

    @Test
    void aRealPrometheusReadsTheSuiteAndIsAboutToRaiseNoAlertWhileMusicPlays() throws Exception {
        assumeThat(Prometheus.isPossible()).as("prometheus is installed").isTrue();
        Music music = Music.in(folder.resolve("music"));
        try (RunningSuite suite = RunningSuite.start(
                        folder.resolve("state"),
                        Map.of(),
                        List.of("--library", music.folder().toString()));
                Prometheus prometheus = Prometheus.start(suite, Files.createDirectory(folder.resolve("prometheus")))) {
            await("four services that are read")
                    .atMost(PATIENCE)
                    .until(() -> prometheus.values("up == 1").size() == 4);
            Telegram telegram = new Telegram(suite.page());
            long lounge = telegram.chat("Muzon Lounge");
            telegram.say(lounge, telegram.user("Alice"), "/play " + Music.STAIRCASE);
            new Listener(telegram, lounge).awaitSecond(10, Music.STAIRCASE_SECONDS);

            await("a request in the service level")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(prometheus.values("muzon:first_sound:missed_5m"))
                            .singleElement()
                            .asString()
                            .matches("[01](\\.\\d+)?"));
            assertThat(prometheus.values("muzon_voice_first_sound_seconds_count"))
                    .containsExactly("1");
            assertThat(prometheus.rules())
                    .hasSizeGreaterThan(20)
                    .allMatch(rule -> rule.endsWith(" ok inactive") || rule.endsWith(" ok recorded"));
        }
    }
}
