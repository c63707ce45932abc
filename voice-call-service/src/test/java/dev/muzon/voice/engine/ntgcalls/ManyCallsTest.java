package dev.muzon.voice.engine.ntgcalls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a day of joining and leaving does not use up the machine. */
class ManyCallsTest {
    private static final int CYCLES = 1_000;
    private static final long ALLOWED_KILOBYTES = 20 * 1024L;
    private static final Pattern GROWTH = Pattern.compile("GROWTH (-?\\d+) kB");

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void aThousandCallsLeaveNoMemoryBehind() throws Exception {
        try (ChildJvm child = new ChildJvm(ManyCalls.class, folder, Integer.toString(CYCLES))) {
            String output = child.readRest();

            assertThat(child.exitCode()).as(output).isZero();
            assertThat(output).doesNotContain("WARNING", "FATAL");
            Matcher growth = GROWTH.matcher(output);
            assertThat(growth.find()).as(output).isTrue();
            assertThat(Long.parseLong(growth.group(1))).as(output).isLessThan(ALLOWED_KILOBYTES);
        }
    }
}
