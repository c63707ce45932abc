package dev.muzon.voice.engine.ntgcalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a server's answer may fail a call, never the process. */
class HostileAnswersTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void noTransportAnswerAbortsTheProcess() throws Exception {
        try (ChildJvm child = new ChildJvm(HostileAnswers.class, folder)) {
            String output = child.readRest();

            assertThat(child.exitCode()).as(output).isZero();
            assertThat(output).contains("SURVIVED 4").doesNotContain("WARNING", "Fatal");
        }
    }
}
