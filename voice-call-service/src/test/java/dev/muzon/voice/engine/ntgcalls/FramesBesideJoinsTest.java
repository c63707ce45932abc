package dev.muzon.voice.engine.ntgcalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that calls which begin and end do not hold up the sound of others. The library takes a lock meanwhile. */
class FramesBesideJoinsTest {
    private static final Path LIBRARY =
            Path.of("target", "native-test", "libfake.so").toAbsolutePath();

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void theFramesOfACallGoOnWhileAnotherOneIsCreatedAndEnded() throws Exception {
        Map<String, String> library = Map.of(NtgcallsPaths.BACKEND_VARIABLE, LIBRARY.toString());
        try (ChildJvm child = new ChildJvm(FramesBesideJoins.class, folder, library)) {
            String output = child.readRest();

            assertThat(child.exitCode()).as(output).isZero();
            assertThat(output).contains("CREATING: frames went on", "ENDING: frames went on");
        }
    }
}
