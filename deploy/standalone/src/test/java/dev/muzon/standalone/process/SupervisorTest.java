package dev.muzon.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: small shell scripts that are killed, hang and fall. */
class SupervisorTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Supervisor supervisor = new Supervisor(Clock.systemUTC(), new Recorder(told));

    @AfterEach
    void leaveNothingRunning() {
        supervisor.destroy();
    }

    @Test
    void aKilledProcessComesBackAsANewOne() throws Exception {
        supervisor.startStage(List.of(lasting("a")));
        long first = view("a").pid();

        assertThat(supervisor.process("a").orElseThrow().kill()).isTrue();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(view("a").state()).isEqualTo(ProcessState.READY);
            assertThat(view("a").pid()).isPositive().isNotEqualTo(first);
            assertThat(view("a").restarts()).isEqualTo(1);
        });
        assertThat(told).contains("a fell 137");
    }

    @Test
    void aKilledProcessLeavesNothingInTheTemporaryFolderOfTheNext() throws Exception {
        supervisor.startStage(
                List.of(script("a", "mkdir \"$TMPDIR\"/$$; trap 'exit 0' TERM; touch \"$0\"; sleep 60 & wait")));
        long first = view("a").pid();
        assertThat(temporary("a")).isDirectoryContaining("glob:**/" + first);

        supervisor.process("a").orElseThrow().kill();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(view("a").pid()).isPositive().isNotEqualTo(first);
            assertThat(temporary("a"))
                    .isDirectoryContaining("glob:**/" + view("a").pid())
                    .isDirectoryNotContaining("glob:**/" + first);
        });
    }

    @Test
    void oneThatFallsLeavesTheOthersAlone() throws Exception {
        supervisor.startStage(List.of(lasting("a"), lasting("b")));
        long b = view("b").pid();

        supervisor.process("a").orElseThrow().kill();
        await().atMost(PATIENCE).until(() -> view("a").restarts() == 1);

        assertThat(view("b").pid()).isEqualTo(b);
        assertThat(view("b").restarts()).isZero();
    }

    @Test
    void drainsTheLastStageFirst() throws Exception {
        supervisor.startStage(List.of(lasting("store")));
        supervisor.startStage(List.of(lasting("service")));

        supervisor.drain();

        assertThat(told.indexOf("service STOPPED")).isNotNegative().isLessThan(told.indexOf("store DRAINING"));
        assertThat(told).doesNotContain("service fell 143");
    }

    @Test
    void killsWhatDoesNotDrainInTime() throws Exception {
        supervisor.startStage(List.of(script("deaf", "trap '' TERM; touch \"$0\"; while :; do sleep 1; done")));

        supervisor.drain();

        assertThat(told).contains("deaf drain overran", "deaf STOPPED");
        assertThat(view("deaf").pid()).isZero();
    }

    @Test
    void aCommandThatDoesNotExistFailsTheStart() {
        ProcessSpec spec = spec("ghost", List.of("/nowhere/at/all"), () -> false);
        // setpriv starts and then cannot run it: it falls at once, again and again, and never becomes ready
        Thread start = Thread.ofVirtual().start(() -> {
            try {
                supervisor.startStage(List.of(spec));
            } catch (InterruptedException | ExecutionException e) {
                told.add("start failed");
            }
        });
        await().atMost(PATIENCE).until(() -> told.stream().anyMatch(line -> line.startsWith("ghost fell")));
        supervisor.destroy();
        await().atMost(PATIENCE).until(() -> !start.isAlive());
        assertThat(told).contains("start failed");
    }

    @Test
    void aLogThatCannotBeWrittenFailsTheStartInWords() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        ProcessSpec spec = new ProcessSpec(
                "a",
                List.of("true"),
                Map.of(),
                file.resolve("below-a-file.log"),
                temporary("a"),
                () -> true,
                PATIENCE,
                PATIENCE);

        assertThatThrownBy(() -> supervisor.startStage(List.of(spec))).hasRootCauseInstanceOf(IOException.class);
    }

    private ProcessView view(String name) {
        return supervisor.process(name).orElseThrow().view();
    }

    /** Lives until it is asked to end. */
    private ProcessSpec lasting(String name) {
        return script(name, "trap 'exit 0' TERM; touch \"$0\"; sleep 60 & wait");
    }

    /** Ready once the script has made the file {@code $0}. */
    private ProcessSpec script(String name, String script) {
        Path begun = folder.resolve(name + ".begun");
        return spec(name, List.of("sh", "-c", script, begun.toString()), () -> Files.exists(begun));
    }

    private ProcessSpec spec(String name, List<String> command, ReadinessProbe ready) {
        return new ProcessSpec(
                name,
                command,
                Map.of(),
                folder.resolve(name + ".log"),
                temporary(name),
                ready,
                PATIENCE,
                Duration.ofSeconds(2));
    }

    private Path temporary(String name) {
        return folder.resolve("tmp").resolve(name);
    }

    private record Recorder(List<String> told) implements SupervisorListener {
        @Override
        public void changed(ProcessView process) {
            told.add(process.name() + " " + process.state());
        }

        @Override
        public void fell(String name, int exitCode, Duration restartIn) {
            told.add(name + " fell " + exitCode);
        }

        @Override
        public void leftoversKept(String name, IOException cause) {
            told.add(name + " leftovers kept");
        }

        @Override
        public void startOverran(String name, Duration limit) {
            told.add(name + " start overran");
        }

        @Override
        public void drainOverran(String name, Duration limit) {
            told.add(name + " drain overran");
        }

        @Override
        public void cannotStart(String name, IOException cause) {
            told.add(name + " cannot start");
        }
    }
}
