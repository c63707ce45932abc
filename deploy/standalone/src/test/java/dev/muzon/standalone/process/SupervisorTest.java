package dev.muzon.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.standalone.RecordingSupervisorListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with real processes: small shell scripts that are killed, hang and fall. */
class SupervisorTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final RecordingSupervisorListener recorder = new RecordingSupervisorListener();
    private final List<String> told = recorder.told();
    private Supervisor supervisor = new Supervisor(Clock.systemUTC(), recorder);

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
    void aProcessThatCannotBeStartedAgainIsTriedUntilItCan() throws Exception {
        supervisor.startStage(List.of(lasting("a")));
        long first = view("a").pid();
        Path parent = temporary("a").getParent();
        Path aside = folder.resolve("aside");
        Files.move(parent, aside);
        Files.createFile(parent); // as good as a full disk: the folder cannot be made here

        supervisor.process("a").orElseThrow().kill();
        await().atMost(PATIENCE).until(() -> told.contains("a cannot restart"));
        Files.delete(parent);
        Files.move(aside, parent);

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(view("a").state()).isEqualTo(ProcessState.READY);
            assertThat(view("a").pid()).isPositive().isNotEqualTo(first);
        });
    }

    @Test
    void anErrorWhileAProcessIsStartedAgainDoesNotEndItsSupervision() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ProcessSpec lasting = lasting("a");
        List<Long> halfStarted = new CopyOnWriteArrayList<>();
        supervisor.startStage(List.of(spec("a", lasting.command(), pid -> {
            if (asked.incrementAndGet() == 2) {
                halfStarted.add(pid);
                throw new OutOfMemoryError("unable to create native thread");
            }
            return null;
        })));

        supervisor.process("a").orElseThrow().kill();

        await().atMost(PATIENCE).until(() -> told.contains("a cannot restart"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(view("a").state()).isEqualTo(ProcessState.READY);
            assertThat(halfStarted).singleElement().isNotEqualTo(view("a").pid());
        });
        assertThat(halfStarted).noneMatch(SupervisorTest::runs);
    }

    @Test
    void aChildThatWasForkedButNotTakenInChargeIsKilled() throws Exception {
        List<Long> forked = new CopyOnWriteArrayList<>();
        var memory = new RecordingSupervisorListener(new CopyOnWriteArrayList<>() {
            @Override
            public boolean add(String line) {
                if (line.equals("a STARTING") && contains(line)) {
                    forked.add(view("a").pid());
                    if (forked.size() == 1) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                }
                return super.add(line);
            }
        });
        supervisor = new Supervisor(Clock.systemUTC(), memory);
        supervisor.startStage(List.of(lasting("a")));

        supervisor.process("a").orElseThrow().kill();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(forked).hasSize(2);
            assertThat(view("a").state()).isEqualTo(ProcessState.READY);
        });
        assertThat(runs(forked.getFirst())).isFalse();
        assertThat(memory.told()).contains("a cannot restart");
    }

    @Test
    void aClockSetBackWhileAProcessWaitsToRestartDoesNotKeepItDown() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        supervisor = new Supervisor(
                wall(() -> told.contains("a fell 137") && reads.getAndIncrement() > 0
                        ? Duration.ofHours(-1)
                        : Duration.ZERO),
                recorder);
        supervisor.startStage(List.of(lasting("a")));
        long first = view("a").pid();

        supervisor.process("a").orElseThrow().kill();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(view("a").state()).isEqualTo(ProcessState.READY);
            assertThat(view("a").pid()).isPositive().isNotEqualTo(first);
        });
    }

    @Test
    void aClockSetAheadWhileAProcessStartsDoesNotKillIt() throws Exception {
        AtomicInteger hours = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        supervisor = new Supervisor(wall(() -> Duration.ofHours(hours.getAndIncrement())), recorder);

        supervisor.startStage(
                List.of(spec("a", lasting("a").command(), _ -> asked.incrementAndGet() > 2 ? null : "more questions")));

        assertThat(view("a").state()).isEqualTo(ProcessState.READY);
        assertThat(told).doesNotContain("a start hung");
    }

    @Test
    void aSlowStartThatPrintsAllAlongIsNotKilled() throws Exception {
        String busy = "for i in 1 2 3 4 5 6 7 8; do echo working; sleep 0.5; done; touch \"$0\"; sleep 60 & wait";

        supervisor.startStage(List.of(hangingAfter(Duration.ofSeconds(3), script("slow", busy))));

        assertThat(view("slow").state()).isEqualTo(ProcessState.READY);
        assertThat(told).doesNotContain("slow start hung");
    }

    @Test
    void aStartThatFallsSilentIsKilledAndTriedAgain() throws Exception {
        String hangsOnce = "test -e \"$0.hung\" && touch \"$0\"; touch \"$0.hung\"; sleep 60 & wait";

        supervisor.startStage(List.of(hangingAfter(Duration.ofMillis(500), script("hung", hangsOnce))));

        assertThat(told).contains("hung start hung");
        assertThat(view("hung").restarts()).isEqualTo(1);
    }

    private static ProcessSpec hangingAfter(Duration silence, ProcessSpec spec) {
        return new ProcessSpec(
                spec.name(),
                spec.command(),
                spec.environment(),
                spec.log(),
                spec.temporary(),
                spec.ready(),
                silence,
                spec.drainLimit());
    }

    /** Makes a wall clock that is wrong by this. */
    private static Clock wall(Supplier<Duration> error) {
        InstantSource source = () -> Instant.now().plus(error.get());
        return source.withZone(ZoneOffset.UTC);
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    @Test
    void aProcessThatCallsItsSettingsWrongIsNotStartedAgain() {
        ProcessSpec spec = script("a", "echo APPLICATION FAILED TO START; echo muzon.x must be set; exit 78");

        assertThatThrownBy(() -> supervisor.startStage(List.of(spec)))
                .hasCauseInstanceOf(MisconfiguredException.class)
                .hasMessageContaining("muzon.x must be set");

        await().atMost(PATIENCE).until(() -> view("a").state() == ProcessState.STOPPED);
        assertThat(told).contains("a misconfigured: muzon.x must be set").noneMatch(line -> line.contains("fell"));
        assertThat(view("a").restarts()).isZero();
    }

    @Test
    void aProcessSeesNothingOfTheSupervisorsEnvironment() throws Exception {
        ProcessSpec spec = new ProcessSpec(
                "a",
                List.of("sleep", "600"),
                Map.of("MUZON_ONE", "1"),
                folder.resolve("a.log"),
                temporary("a"),
                _ -> null,
                PATIENCE,
                PATIENCE);
        supervisor.startStage(List.of(spec));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Files.readString(
                                        Path.of("/proc", Long.toString(view("a").pid()), "environ"))
                                .split("\0", -1))
                        .containsExactlyInAnyOrder("MUZON_ONE=1", "TMPDIR=" + temporary("a"), ""));
    }

    @Test
    void theOutputOfAProcessIsLoggedAndPassedOn() throws Exception {
        supervisor.startStage(List.of(script("a", "echo out; echo err >&2; touch \"$0\"; sleep 60 & wait")));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(folder.resolve("a.log")).hasContent("out\nerr\n"));
        assertThat(told).contains("a printed out", "a printed err");
    }

    @Test
    void aProcessThatFallsLeavesTheOthersRunning() throws Exception {
        supervisor.startStage(List.of(lasting("a"), lasting("b")));
        long b = view("b").pid();

        supervisor.process("a").orElseThrow().kill();
        await().atMost(PATIENCE).until(() -> view("a").restarts() == 1);

        assertThat(view("b").pid()).isEqualTo(b);
        assertThat(view("b").restarts()).isZero();
    }

    @Test
    void theLastStageIsDrainedFirst() throws Exception {
        supervisor.startStage(List.of(lasting("store")));
        supervisor.startStage(List.of(lasting("service")));

        supervisor.drain();

        assertThat(told.indexOf("service STOPPED")).isNotNegative().isLessThan(told.indexOf("store DRAINING"));
        assertThat(told).doesNotContain("service fell 143");
    }

    @Test
    void aProcessThatDoesNotDrainInTimeIsKilled() throws Exception {
        supervisor.startStage(List.of(script("deaf", "trap '' TERM; touch \"$0\"; while :; do sleep 1; done")));

        supervisor.drain();

        assertThat(told).contains("deaf drain overran", "deaf STOPPED");
        assertThat(view("deaf").pid()).isZero();
    }

    @Test
    void aCommandThatDoesNotExistFailsTheStart() {
        ProcessSpec spec = spec("ghost", List.of("/nowhere/at/all"), _ -> "nothing yet");
        // setpriv starts and then cannot run it: it falls at once, repeatedly, and never becomes ready
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
    void anUnwritableLogFailsTheStartWithAReason() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        ProcessSpec spec = new ProcessSpec(
                "a",
                List.of("true"),
                Map.of(),
                file.resolve("below-a-file.log"),
                temporary("a"),
                _ -> null,
                PATIENCE,
                PATIENCE);

        assertThatThrownBy(() -> supervisor.startStage(List.of(spec))).hasRootCauseInstanceOf(IOException.class);
    }

    private ProcessView view(String name) {
        return supervisor.process(name).orElseThrow().view();
    }

    /** Makes a process that lives until it is asked to end. */
    private ProcessSpec lasting(String name) {
        return script(name, "trap 'exit 0' TERM; touch \"$0\"; sleep 60 & wait");
    }

    /** Makes a process that is ready once its script has made the file {@code $0}. */
    private ProcessSpec script(String name, String script) {
        Path begun = folder.resolve(name + ".begun");
        return spec(name, List.of("sh", "-c", script, begun.toString()), _ -> Files.exists(begun) ? null : "its file");
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
}
