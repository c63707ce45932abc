package dev.muzon.confinement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests in which bash is the program that somebody has taken over. */
@Timeout(60)
class ConfinementTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Confinement confinement = Confinement.ofThisProcess();

    @TempDir
    Path folder;

    private record Run(int code, String said) {}

    private Process start(Reach reach, String script) throws IOException {
        return new ProcessBuilder(confinement.around(List.of("/bin/bash", "-c", script), List.of(), reach))
                .redirectErrorStream(true)
                .start();
    }

    private Run run(Reach reach, String script) throws Exception {
        Process process = start(reach, script);
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), said.strip());
    }

    @Test
    void theProgramsOutputAndCodeArriveAsTheyAre() throws Exception {
        assertThat(run(Reach.PIPES, "echo la; exit 3")).isEqualTo(new Run(3, "la"));
        assertThat(run(Reach.PIPES, "kill -SEGV $$").code()).isEqualTo(128 + 11);
    }

    @Test
    void noProgramStartedWhereTheSystemRefusedItsPriority() throws Exception {
        // To go before others is refused without a right, as a container's filter refuses to go behind them.
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--bounding-set", "-sys_nice", "--inh-caps", "-sys_nice"));
        }
        command.addAll(confinement.around(
                List.of("/bin/bash", "-c", "echo la"), List.of(), Reach.PIPES, new Bounds(1 << 30, -5)));

        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("la\n");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aProgramThatIsMissingIsNamed() throws Exception {
        Process process = new ProcessBuilder(confinement.around(List.of("/nowhere/ffmpeg"), List.of(), Reach.PIPES))
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("/nowhere/ffmpeg");
        assertThat(process.waitFor()).isEqualTo(127);
    }

    @Test
    void onlyTheFilesOfTheRunAreRead() throws Exception {
        assumeTrue(
                confinement.complete(),
                "this kernel confines children in part only: it lacks Landlock, or its part for TCP");
        Path song = Files.writeString(folder.resolve("song"), "la");
        Path secret = Files.writeString(folder.resolve("secret"), "token");
        Reach reach = Reach.file(song);
        assertThat(run(reach, "cat " + song)).isEqualTo(new Run(0, "la"));
        assertThat(run(reach, "cat " + secret).said()).contains("Permission denied");
        assertThat(run(reach, "cat /proc/$PPID/environ").said()).contains("Permission denied");
        assertThat(run(reach, "ls " + folder).said()).contains("Permission denied");
    }

    @Test
    void nothingIsWritten() throws Exception {
        assumeTrue(
                confinement.complete(),
                "this kernel confines children in part only: it lacks Landlock, or its part for TCP");
        Path song = Files.writeString(folder.resolve("song"), "la");
        assertThat(run(Reach.file(folder), "echo x > " + folder + "/new; echo x > " + song)
                        .said())
                .contains("Permission denied");
        assertThat(song).hasContent("la");
        assertThat(folder.resolve("new")).doesNotExist();
    }

    @Test
    void onlyThePortOfTheRunIsReached() throws Exception {
        assumeTrue(
                confinement.complete(),
                "this kernel confines children in part only: it lacks Landlock, or its part for TCP");
        try (var door = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var inside = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Reach reach = Reach.port(door.getLocalPort());
            String dial = "exec 3<>/dev/tcp/127.0.0.1/";
            assertThat(run(reach, dial + door.getLocalPort() + " && echo reached")
                            .said())
                    .isEqualTo("reached");
            assertThat(run(reach, dial + inside.getLocalPort() + " && echo reached")
                            .said())
                    .contains("Permission denied")
                    .doesNotContain("reached");
            assertThat(run(Reach.EVERYTHING, dial + inside.getLocalPort() + " && echo reached")
                            .said())
                    .isEqualTo("reached");
        }
    }

    @Test
    void aKilledLauncherTakesItsProgramAlong() throws Exception {
        Process launcher = start(Reach.PIPES, "echo $$; read -r forever");
        long program = Long.parseLong(launcher.inputReader().readLine());
        assertThat(ProcessHandle.of(program)).isPresent();
        launcher.destroyForcibly().waitFor();
        ProcessHandle.of(program).ifPresent(ConfinementTest::awaitEnd);
    }

    @Test
    void aLauncherThatIsToldToEndTakesEveryDescendantAlong() throws Exception {
        Process launcher = start(Reach.PIPES, "bash -c 'echo $$; exec sleep 300' & read -r forever");
        long descendant = Long.parseLong(launcher.inputReader().readLine());
        launcher.destroy();
        assertThat(launcher.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        ProcessHandle.of(descendant).ifPresent(ConfinementTest::awaitEnd);
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Test
    void aProgramGivesWayToTheServiceThatStartedIt() throws Exception {
        Process ours = new ProcessBuilder("nice").start();
        int own = Integer.parseInt(new String(ours.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());

        assertThat(run(Reach.PIPES, "nice")).isEqualTo(new Run(0, Integer.toString(Math.min(19, own + 5))));
        assertThat(run(Reach.PIPES, "ulimit -e").said()).isEqualTo("0");
    }

    @Test
    void aProgramThatComputesTooLongIsKilled() throws Exception {
        Process process = new ProcessBuilder(confinement.around(
                        List.of("/bin/bash", "-c", "while :; do :; done"),
                        List.of(),
                        Reach.PIPES,
                        Duration.ofSeconds(1)))
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 9);
        assertThat(run(Reach.PIPES, "ulimit -t").said()).isEqualTo("unlimited");
    }

    @Test
    void noProgramGainsRightsThroughAnother() throws Exception {
        assertThat(run(Reach.EVERYTHING, "grep NoNewPrivs /proc/self/status").said())
                .endsWith("1");
    }

    @Test
    void aProgramEndsWhenItsAskerIsKilled() throws Exception {
        List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", "\"$@\" & wait", "asker"));
        command.addAll(
                confinement.around(List.of("/bin/bash", "-c", "echo $$; exec sleep 300"), List.of(), Reach.PIPES));
        Process asker = new ProcessBuilder(command).start();
        long program = Long.parseLong(asker.inputReader().readLine());
        assertThat(ProcessHandle.of(program)).isPresent();
        asker.destroyForcibly().waitFor();
        ProcessHandle.of(program).ifPresent(ConfinementTest::awaitEnd);
    }

    @Test
    void memoryIsBounded() throws Exception {
        assertThat(run(Reach.PIPES, "ulimit -d; ulimit -n; ulimit -c").said().lines())
                .containsExactly("1048576", "256", "0");
    }

    @Test
    void boundsOfALargeChildAreItsOwn() throws Exception {
        List<String> command = confinement.around(
                List.of("/bin/bash", "-c", "ulimit -d; nice"), List.of(), Reach.PIPES, new Bounds(3L << 30, 10));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .findFirst())
                .contains("3145728");
    }
}
