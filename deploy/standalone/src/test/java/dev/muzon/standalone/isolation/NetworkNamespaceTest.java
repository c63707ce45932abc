package dev.muzon.standalone.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf(
        value = "dev.muzon.standalone.isolation.NetworkNamespace#possible",
        disabledReason = "SKIPPED: this process may not make network namespaces; root may")
class NetworkNamespaceTest {
    @Test
    void theHostsEndOfAnIsolatedDemoIsTold() {
        assertThat(NetworkNamespace.isEndOnHost("mz278h")).isTrue();
        assertThat(NetworkNamespace.isEndOnHost("eth0")).isFalse();
    }

    @Test
    void aNamespaceReachesLoopbackAndTheHostAndNothingElse() throws Exception {
        String name;
        try (NetworkNamespace namespace = NetworkNamespace.create()) {
            name = namespace.name();
            assertThat(output(namespace.enter(List.of("ip", "-brief", "address"))))
                    .contains("127.0.0.1")
                    .contains(namespace.address());
            assertThat(output(namespace.enter(List.of("ip", "route", "show", "default"))))
                    .isEmpty();
        }
        assertThat(output(List.of("ip", "netns", "list"))).doesNotContain(name);
    }

    // "Muzon failed: /run/netns: permission denied" was said, because root's folder there was read first.
    @Test
    void othersThanRootWereToldOfAFolder(@TempDir Path folder) throws Exception {
        Files.setAttribute(folder, "unix:uid", 65534);

        assertThatThrownBy(() -> NetworkNamespace.requireRoot(folder)).hasMessage("an isolated run needs root");
    }

    @Test
    void aNamespaceCanBeMadeRightAfterAnotherWasRemoved() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (NetworkNamespace namespace = NetworkNamespace.create()) {
                assertThat(namespace.address()).startsWith("10.213.");
            }
        }
    }

    @Test
    void namespacesOfKilledRunsAreRemoved() throws Exception {
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        String orphan = "muzon-" + Long.toString(killed.pid(), Character.MAX_RADIX);
        output(List.of("ip", "netns", "add", orphan));

        try (NetworkNamespace _ = NetworkNamespace.create()) {
            assertThat(output(List.of("ip", "netns", "list"))).doesNotContain(orphan);
        }
    }

    // Each found the same subnet free, and the wire of one led to the other.
    @Test
    void runsThatStartTogetherHaveDifferentAddresses() throws Exception {
        List<Process> runs = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                runs.add(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Run.class.getName())
                        .redirectErrorStream(true)
                        .start());
            }
            for (Process run : runs) {
                assertThat(run.inputReader().readLine()).isEqualTo("up");
            }
            for (Process run : runs) {
                tell(run);
            }
            List<String> addresses = new ArrayList<>();
            for (Process run : runs) {
                addresses.add(run.inputReader().readLine());
            }

            assertThat(addresses)
                    .doesNotHaveDuplicates()
                    .allSatisfy(address -> assertThat(address).startsWith("10.213."));
        } finally {
            for (Process run : runs) {
                tell(run);
                run.waitFor();
            }
        }
    }

    private static void tell(Process run) throws IOException {
        run.outputWriter().write("go on\n");
        run.outputWriter().flush();
    }

    /** A run that is told when to make its namespace, and when to end. */
    static final class Run {
        public static void main(String[] arguments) throws Exception {
            var told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            System.out.println("up");
            told.readLine();
            try (NetworkNamespace namespace = NetworkNamespace.create()) {
                System.out.println(namespace.address());
                told.readLine();
            }
        }
    }

    private static String output(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
