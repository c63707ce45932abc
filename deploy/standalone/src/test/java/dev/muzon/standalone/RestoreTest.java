package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muzon.standalone.isolation.NetworkNamespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreTest {
    private static final String KEY = "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    @Test
    void withoutALoopbackInterfaceARestoreSaysSoInOneLine() throws Exception {
        assumeTrue(NetworkNamespace.possible(), "no network namespaces here");
        Path state = Files.createDirectory(folder.resolve("state"));
        String file = folder.resolve("muzon.backup").toString();
        assertThat(muzon(List.of(), "backup", file, "--state", state.toString()))
                .startsWith("Saved ");

        String restored = muzon(
                List.of("unshare", "--net"),
                "restore",
                file,
                "--state",
                folder.resolve("other").toString());

        assertThat(restored).startsWith("The loopback interface is down").hasLineCount(1);
        assertThat(folder.resolve("other")).doesNotExist();
    }

    // It read: Muzon failed, with the words of Java.
    @Test
    void aFolderOnAReadOnlyMountIsRefusedWithAWayOut() throws Exception {
        assumeTrue(NetworkNamespace.possible(), "no namespaces here");
        Path state = Files.createDirectory(folder.resolve("state"));
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));
        String mounted = "mount --bind \"$0\" \"$0\" && mount -o remount,ro,bind \"$0\" && exec \"$@\"";

        String said = muzon(
                List.of("unshare", "--mount", "sh", "-c", mounted, state.toString()),
                "demo",
                "--state",
                state.toString());

        assertThat(said)
                .startsWith("The folder " + state)
                .contains("Read-only file system")
                .endsWith("name another one with --state.\n")
                .hasLineCount(1);
    }

    private static String muzon(List<String> place, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(place);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Muzon.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MUZON_BACKUP_KEY", KEY);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
