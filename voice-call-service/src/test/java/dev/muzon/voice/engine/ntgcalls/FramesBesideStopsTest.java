package dev.muzon.voice.engine.ntgcalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a frame never meets a call that is being removed. The library itself would use freed memory. */
class FramesBesideStopsTest {
    /** Without the gate the process ends within some hundred rounds. More are a matter of patience. */
    private static final int ROUNDS = Integer.getInteger("muzon.test.stop-rounds", 1_000);

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void framesBesideStopsDoNotEndTheProcess() throws Exception {
        try (ChildJvm child = new ChildJvm(FramesBesideStops.class, folder, Integer.toString(ROUNDS))) {
            String output = child.readRest();

            assertThat(child.exitCode()).as(output).isZero();
            assertThat(output).contains("SENT ").doesNotContain("WARNING", "FATAL", "SIGSEGV");
        }
    }
}
