package dev.muzon.voice.engine.ntgcalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NtgcallsBenchTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theBenchmarkPrintsOneLineOfJson() throws Exception {
        try (ChildJvm child = new ChildJvm(NtgcallsBench.class, folder, "2", "1", "stream")) {
            JsonNode measured = JsonMapper.shared().readTree(child.readUntil("{"));

            assertThat(child.exitCode()).isZero();
            assertThat(measured.path("calls").asInt()).isEqualTo(2);
            assertThat(measured.path("cpuPercentPerCall").asDouble()).isPositive();
            assertThat(measured.path("microsPerFrame").asDouble()).isPositive();
        }
    }
}
