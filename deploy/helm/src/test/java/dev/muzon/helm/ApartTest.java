package dev.muzon.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what {@code deploy/images/apart.sh} promises, with another program in podman's place. */
class ApartTest {
    private static final Path SCRIPT = Chart.ROOT.resolve("deploy/images/apart.sh");

    @TempDir
    private Path folder;

    @BeforeEach
    void namespacesAreToBeHad() throws Exception {
        Process tried = new ProcessBuilder("unshare", "--mount", "--pid", "--fork", "--mount-proc", "true")
                .redirectErrorStream(true)
                .start();
        tried.getInputStream().readAllBytes();
        assumeThat(tried.waitFor()).as("namespaces need root").isZero();
        Files.copy(SCRIPT, folder.resolve("apart.sh"));
    }

    @Test
    void aMachineThatStartsNoContainerIsNamedInOneLine() throws Exception {
        podman("[ $1 != run ] || { echo progress; echo 'Error: no such right' >&2; exit 126; }");

        Process apart = start("touch", folder.resolve("ran").toString());

        assertThat(new String(apart.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("No container starts on this machine, so none is tested: Error: no such right\n");
        assertThat(apart.waitFor()).isEqualTo(3);
        assertThat(folder.resolve("ran")).doesNotExist();
        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    void aMachineWithoutNamespacesIsNamedInOneLine() throws Exception {
        program("unshare", "echo 'unshare failed: Operation not permitted' >&2; exit 1");

        Process apart = start("true");

        assertThat(new String(apart.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("No container starts on this machine, so none is tested:"
                        + " unshare failed: Operation not permitted\n");
        assertThat(apart.waitFor()).isEqualTo(3);
        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    void aFailureOfTheCommandIsNotAMachineWithoutContainers() throws Exception {
        podman("");

        assertThat(start("bash", "-c", "exit 7").waitFor()).isEqualTo(7);
        assertThat(start("true").waitFor()).isZero();
    }

    @Test
    void processesAndFilesOfTheCommandEndWithIt() throws Exception {
        podman("");
        String mark = mark();

        Process apart = start("bash", "-c", "exec -a " + mark + " sleep 600 & mktemp; echo done; exit 7");

        assertThat(apart.waitFor()).isEqualTo(7);
        assertThat(running(mark)).isEmpty();
        assertThat(new String(apart.getInputStream().readAllBytes(), UTF_8)).startsWith("/run/tmp/");
        assertThat(folder.resolve("target")).doesNotExist();
    }

    @Test
    void aSecondOneInTheSameFolderIsRefusedAndLeavesTheFirstAlone() throws Exception {
        podman("");
        Process first = start("bash", "-c", "echo started; sleep 600");
        try (var said = first.inputReader()) {
            assertThat(said.readLine()).isEqualTo("started");

            Process second = start("true");

            assertThat(new String(second.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("Another one runs in ");
            assertThat(second.waitFor()).isEqualTo(1);
            assertThat(folder.resolve("target/tmp")).isDirectory();
        } finally {
            first.destroy();
        }
        assertThat(first.waitFor()).isEqualTo(143);
    }

    @Test
    void processesEndWithAScriptThatIsKilled() throws Exception {
        podman("");
        String mark = mark();
        Process apart = start("bash", "-c", "exec -a " + mark + " sleep 600");
        await().atMost(1, TimeUnit.MINUTES)
                .untilAsserted(() -> assertThat(running(mark)).isNotEmpty());

        apart.destroyForcibly();

        await().atMost(1, TimeUnit.MINUTES)
                .untilAsserted(() -> assertThat(running(mark)).isEmpty());
        assertThat(start("true").waitFor()).isZero();
        assertThat(folder.resolve("target")).doesNotExist();
    }

    private Process start(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(folder.resolve("apart.sh").toString()));
        words.addAll(List.of(command));
        var builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        return builder.start();
    }

    private void podman(String body) throws IOException {
        program("podman", body);
    }

    private void program(String name, String body) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private static String mark() {
        return "apart-" + UUID.randomUUID();
    }

    private static List<Long> running(String mark) throws IOException {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            List<Long> found = new ArrayList<>();
            for (Path process : processes) {
                if (commandLine(process).startsWith(mark)) {
                    found.add(Long.valueOf(process.getFileName().toString()));
                }
            }
            return found;
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException _) { // it has ended
            return "";
        }
    }
}
