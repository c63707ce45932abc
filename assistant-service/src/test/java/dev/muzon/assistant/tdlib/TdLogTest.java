package dev.muzon.assistant.tdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class TdLogTest {
    @Test
    void aLineOfTdlibLosesItsColourLevelThreadAndTime() {
        String line = "\u001B[1;31m[ 1][t 1][1795698281.458760023][GroupCallManager.cpp:7975][#1][!GroupCallManager]"
                + "\tParticipant count became negative\u001B[0m\n";

        assertThat(TdLog.plain(line))
                .isEqualTo("[GroupCallManager.cpp:7975][#1][!GroupCallManager] Participant count became negative");
    }

    @Test
    void aLineOfTdlibStaysOneBoundedLine() {
        assertThat(TdLog.plain("[ 0][t 3][1.5]a\nb")).isEqualTo("a b");
        assertThat(TdLog.plain("x".repeat(100_000))).hasSizeLessThan(1_100);
    }

    @Test
    void aLineOfManyPrefixesIsReadOnASmallStack() throws Exception {
        var task = new FutureTask<String>(() -> TdLog.plain("[1]".repeat(5_000 / 3) + "a"));
        new Thread(null, task, "small-stack", 512 * 1024).start();
        assertThat(task.get()).isEqualTo("a");
    }
}
