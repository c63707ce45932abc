package dev.muzon.voice.engine.ntgcalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of ending a process while calls are live. It ends as it was told and not by a crash. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ProcessEndTest {
    private static final int KILLED_BY_SIGTERM = 128 + 15;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"exit", "halt", "return"})
    void aProcessWithLiveCallsExitsWithItsCode(String way) throws Exception {
        try (ChildJvm child = new ChildJvm(LiveCalls.class, folder, way)) {
            String output = child.readUntil("LIVE") + child.readRest();

            assertThat(child.exitCode()).as(output).isZero();
            assertUneventful(output);
        }
    }

    @Test
    void aProcessWithLiveCallsEndsBySigterm() throws Exception {
        try (ChildJvm child = new ChildJvm(LiveCalls.class, folder, "stay")) {
            String output = child.readUntil("LIVE");
            child.terminate();
            output += child.readRest();

            assertThat(child.exitCode()).as(output).isEqualTo(KILLED_BY_SIGTERM);
            assertUneventful(output);
        }
    }

    private void assertUneventful(String output) {
        assertThat(output).contains("LIVE").doesNotContain("WARNING", "FATAL", "SIGSEGV", "SIGABRT", "Exception");
        assertThat(folder).isEmptyDirectory();
    }
}
