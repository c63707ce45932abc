package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.standalone.process.ProcessSpec;
import dev.muzon.standalone.process.ProcessState;
import dev.muzon.standalone.process.ReadinessProbe;
import dev.muzon.standalone.process.Supervisor;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private Supervisor supervisor;
    private Console console;
    private Run run;

    @BeforeEach
    void make() {
        console = new Console(
                new PrintStream(OutputStream.nullOutputStream()),
                Path.of("logs"),
                Clock.systemUTC(),
                new RunFile(folder, "demo", Instant.EPOCH),
                link -> link);
        supervisor = new Supervisor(Clock.systemUTC(), console);
        run = new Run(supervisor, console);
    }

    @AfterEach
    void leaveNothingRunning() {
        supervisor.destroy();
    }

    @Test
    void aSignalDuringTheStartEndsItAndDrainsWhatRuns() {
        CompletableFuture<Void> life = live(() -> supervisor.startStage(List.of(sleeper(_ -> "nothing yet"))));
        await().atMost(PATIENCE).until(() -> states().equals(List.of(ProcessState.STARTING)));

        run.end();

        assertThat(life).succeedsWithin(PATIENCE);
        assertThat(states()).containsExactly(ProcessState.STOPPED);
    }

    // It ended without a word, as the JVM does.
    @Test
    void aSignalDuringTheChecksWasNotAnswered() throws Exception {
        var blocked = new CountDownLatch(1);

        assertThat(run.checked(() -> {
                    run.end();
                    blocked.await();
                }))
                .isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void checksThatPassAreFollowedByAStart() throws Exception {
        assertThat(run.checked(() -> {})).isTrue();
    }

    @Test
    void aSignalWhenAllHaveStartedDrainsThem() {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Void> life = live(() -> {
            supervisor.startStage(List.of(sleeper(_ -> null)));
            started.countDown();
        });
        await().atMost(PATIENCE).until(() -> started.getCount() == 0);
        assertThat(life).isNotDone();

        run.end();

        assertThat(life).succeedsWithin(PATIENCE);
        assertThat(states()).containsExactly(ProcessState.STOPPED);
    }

    // A closing terminal signals more than once: the kernel does, and so does its shell.
    @Test
    void aTerminalThatClosesEndsTheRunInOrderHoweverOftenItSaysSo() {
        CompletableFuture<Void> life = live(() -> supervisor.startStage(List.of(sleeper(_ -> null))));
        await().atMost(PATIENCE).until(() -> states().equals(List.of(ProcessState.READY)));

        run.hangUp();
        run.hangUp();

        assertThat(life).succeedsWithin(PATIENCE);
        assertThat(states()).containsExactly(ProcessState.STOPPED);
    }

    // Under nohup nobody hears it, and that is what nohup is for.
    @Test
    void aRunHearsItsTerminalClose() throws Exception {
        assumeThat(Files.readAllLines(Path.of("/proc/self/status")))
                .as("SIGHUP is ignored here")
                .noneMatch(line -> line.matches("SigIgn:\\s+[0-9a-f]*[13579bdf]"));
        Run signalled = Run.untilSignalled(supervisor, console);
        CompletableFuture<Void> life = live(signalled, () -> {});

        new ProcessBuilder("kill", "-HUP", Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();

        assertThat(life).succeedsWithin(PATIENCE);
    }

    private CompletableFuture<Void> live(Run.Start start) {
        return live(run, start);
    }

    private static CompletableFuture<Void> live(Run run, Run.Start start) {
        CompletableFuture<Void> life = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                run.live(start);
                life.complete(null);
            } catch (Exception e) {
                life.completeExceptionally(e);
            }
        });
        return life;
    }

    private List<ProcessState> states() {
        return supervisor.processes().stream().map(process -> process.state()).toList();
    }

    private ProcessSpec sleeper(ReadinessProbe ready) {
        return new ProcessSpec(
                "sleeper",
                List.of("sleep", "600"),
                Map.of(),
                folder.resolve("sleeper.log"),
                folder.resolve("tmp"),
                ready,
                PATIENCE.multipliedBy(5),
                PATIENCE);
    }
}
