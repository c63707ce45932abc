package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the functions of {@code ./muzon}, with other programs in place of the system's. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("../../muzon").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Test
    void anInstalledLibraryIsFoundInALongList() throws Exception {
        program("ldconfig", "echo libgomp.so.1; for i in $(seq 20000); do echo \"libother.so.$i (libc6)\"; done");

        assertThat(bash("need_library libgomp.so.1 libgomp1; echo \"missing: ${packages[*]}\""))
                .isEqualTo("missing:");
    }

    @Test
    void aMissingLibraryIsNamedByItsPackage() throws Exception {
        program("ldconfig", "echo libgompXso.1");

        assertThat(bash("need_library libgomp.so.1 libgomp1; echo \"missing: ${packages[*]}\""))
                .isEqualTo("missing: libgomp1");
    }

    @Test
    void noPipeOfTheLauncherHasAReaderThatLeavesEarly() throws IOException {
        assertThat(Files.readAllLines(LAUNCHER).stream().filter(line -> !line.startsWith("#")))
                .noneMatch(line -> line.matches(".*\\|\\s*(grep .*-\\w*q|head\\b).*"));
    }

    @Test
    void filesOfTheSupervisorAreReadableOnlyByTheirOwner() throws Exception {
        Path java = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.move(program("java", "umask; printf '%s\\n' \"$@\""), java.resolve("java"));

        assertThat(bash("JAVA_HOME=" + folder.resolve("jdk") + "; supervisor up --state here"))
                .startsWith("0077\n")
                .contains("-Dmuzon.called-from=" + folder.toRealPath() + "\n")
                .endsWith("up\n--state\nhere");
    }

    private Path program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private String bash(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "source " + LAUNCHER + "; " + script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().merge("PATH", folder.toString(), (path, mine) -> mine + ":" + path);
        Process process = builder.start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    }
}
