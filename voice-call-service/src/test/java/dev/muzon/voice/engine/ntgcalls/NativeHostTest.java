package dev.muzon.voice.engine.ntgcalls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The native tests, which the build has made beside this class. */
class NativeHostTest {
    private static final Path FOLDER = Path.of("target", "native-test").toAbsolutePath();

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void theNativeHostBehavesLikeNodeJs() throws Exception {
        Process tests = new ProcessBuilder(FOLDER.resolve("host_test").toString(), FOLDER.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(tests.getInputStream().readAllBytes(), UTF_8);

        assertThat(tests.waitFor()).as(output).isZero();
        assertThat(output).contains("ok   ").doesNotContain("FAIL ").doesNotContain("ERROR: ");
    }
}
