package dev.muzon.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {
    @TempDir
    private Path folder;

    @Test
    void aFullLogIsMovedAsideWhileTheProcessRuns() throws Exception {
        Path file = folder.resolve("logs/a.log");
        try (RotatingLog log = new RotatingLog(file, 10)) {
            for (String line : List.of("first\n", "more\n", "third\n", "fourth\n")) {
                log.write(line.getBytes(StandardCharsets.UTF_8), line.length());
            }
        }

        assertThat(file).hasContent("fourth\n");
        assertThat(file.resolveSibling("a.log.1")).hasContent("third\n");
    }

    @Test
    void anEarlierRunsLogIsContinuedAndCounted() throws Exception {
        Path file = Files.writeString(folder.resolve("a.log"), "earlier\n");
        try (RotatingLog log = new RotatingLog(file, 10)) {
            log.write("now\n".getBytes(StandardCharsets.UTF_8), 4);
            log.write("then\n".getBytes(StandardCharsets.UTF_8), 5);
        }

        assertThat(file.resolveSibling("a.log.1")).hasContent("earlier\n");
        assertThat(file).hasContent("now\nthen\n");
    }

    @Test
    void aLogThatCannotBeWrittenIsTriedAgainAtTheNextLine() throws Exception {
        Path parent = Files.createFile(folder.resolve("logs"));
        try (RotatingLog log = new RotatingLog(parent.resolve("a.log"), 10)) {
            assertThatThrownBy(() -> log.write(new byte[] {'a'}, 1)).isInstanceOf(IOException.class);
            Files.delete(parent);
            log.write(new byte[] {'b'}, 1);
        }

        assertThat(parent.resolve("a.log")).hasContent("b");
    }

    @Test
    void outputIsReadToItsEndAlthoughTheLogCannotBeWritten() throws Exception {
        Path parent = Files.createFile(folder.resolve("logs"));
        List<String> lost = new CopyOnWriteArrayList<>();
        List<String> read = new CopyOnWriteArrayList<>();
        byte[] lines = "line\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);

        Output output = new Output(
                "a",
                new ByteArrayInputStream(lines),
                new RotatingLog(parent.resolve("a.log"), 10),
                e -> lost.add(e.getMessage()),
                read::add);

        assertThat(output.lastLines()).isNotEmpty().containsOnly("line");
        assertThat(read).hasSize(10_000);
        assertThat(lost).hasSize(1);
    }

    @Test
    void outputIsReadToItsEndAlthoughEverybodyWhoIsToldFails() throws Exception {
        Path parent = Files.createFile(folder.resolve("logs"));
        List<String> read = new CopyOnWriteArrayList<>();
        byte[] lines = "line\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);

        Output output = new Output(
                "a",
                new ByteArrayInputStream(lines),
                new RotatingLog(parent.resolve("a.log"), 10),
                _ -> {
                    throw new AssertionError("the console is gone");
                },
                line -> {
                    read.add(line);
                    throw new AssertionError("nobody wants lines");
                });

        assertThat(output.lastLines()).isNotEmpty().containsOnly("line");
        assertThat(read).hasSize(10_000);
    }
}
