package dev.muzon.voice.engine.ntgcalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a frame never meets a call that is being removed. The library itself would use freed memory. */
class FramesBesideStopsTest {
    /** Without the gate the process ends within some hundred rounds. Promised are 10,000. */
    private static final int ROUNDS = Integer.getInteger("muzon.test.stop-rounds", 1_000);

    private static final Path LIBRARY =
            Path.of("target", "native-test", "libfake.so").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    @Tag("promised")
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void framesBesideStopsDoNotEndTheProcess() throws Exception {
        try (ChildJvm child = new ChildJvm(FramesBesideStops.class, folder, Integer.toString(ROUNDS))) {
            String output = child.readRest();

            assertThat(child.exitCode()).as(output).isZero();
            assertThat(output).contains("SENT ").doesNotContain("WARNING", "FATAL", "SIGSEGV");
        }
    }

    /** Tests the removal of a call that failed, which the library does as soon as the news was taken. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theLibraryRemovesAFailedCallOnlyWithoutAFrameInside() throws Exception {
        Map<String, String> library = Map.of(NtgcallsPaths.BACKEND_VARIABLE, LIBRARY.toString());
        try (ChildJvm child = new ChildJvm(FramesBesideRemovals.class, folder, library)) {
            String output = child.readRest();

            assertThat(child.exitCode()).as(output).isZero();
            assertThat(output).contains("REMOVED: 0 frames inside");
        }
    }
}
