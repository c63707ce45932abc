package dev.muzon.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sample.SampleServiceTest;
import dev.muzon.sample.ServiceProcess;
import dev.muzon.testkit.NotifyListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordToSystemdTest {
    @TempDir
    private Path folder;

    @Test
    void aServiceTellsSystemdThatItIsReadyAndAliveAlsoWithoutMongoDb() {
        try (NotifyListener systemd = NotifyListener.in(folder)) {
            Map<String, String> environment = new TreeMap<>(systemd.environment(Duration.ofMillis(300)));
            environment.put("MUZON_INTERNAL_TOKEN", SampleServiceTest.TOKEN);
            environment.put("MONGO_URL", "mongodb://127.0.0.1:9/muzon");

            try (ServiceProcess service = ServiceProcess.start(environment)) {
                systemd.await("READY=1");
                assertThat(service.output()).contains("Tomcat started on port");
                systemd.awaitNext("WATCHDOG=1");
                systemd.awaitNext("WATCHDOG=1");
            }
            assertThat(systemd.heard()).containsOnlyOnce("READY=1");
        }
    }
}
