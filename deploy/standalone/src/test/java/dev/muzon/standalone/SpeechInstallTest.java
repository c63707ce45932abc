package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of {@code deploy/speech/install.sh}, with another npm in place of the system's. */
class SpeechInstallTest {
    private static final Path SCRIPT = Path.of("../speech/install.sh");

    /** Takes a package from the folder and counts how often it was asked. */
    private static final String NPM = """
            #!/bin/bash
            [ "$1" = view ] && exit 0
            while [ $# -gt 1 ]; do [ "$1" = --pack-destination ] && to=$2; shift; done
            echo "$1" >> $(dirname "$0")/asked
            cp $(dirname "$0")/package.tgz "$to/package.tgz" && echo package.tgz
            """;

    @TempDir
    private Path folder;

    private Path installed;

    @BeforeEach
    void takeTheScript() throws Exception {
        installed = folder.resolve("installed");
        Files.copy(SCRIPT, folder.resolve("install.sh"));
        Path npm = Files.writeString(folder.resolve("npm"), NPM);
        assertThat(npm.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aPackageThatIsNotTheOnePinnedIsRefusedAndWhatIsInstalledStays() throws Exception {
        Files.writeString(Files.createDirectory(installed).resolve("libold.so"), "old");
        Files.writeString(folder.resolve("package.tgz"), "somebody else's");
        pin("0".repeat(64));

        assertThat(install(1))
                .endsWith(
                        "The local recogniser is not installed: speech@1 is not the one that was pinned. Fix: do not use"
                                + " it, and compare deploy/speech/packages with Muzon's newest\n");
        assertThat(installed).isDirectoryContaining("glob:**/libold.so");
        assertThat(installed.resolve("stamp")).doesNotExist();
    }

    @Test
    void thePinnedPackageIsInstalledOnceWithItsLibrariesOnly() throws Exception {
        Path unpacked = Files.createDirectories(folder.resolve("package/lib"));
        Files.writeString(unpacked.resolve("libnew.so"), "new");
        Files.writeString(unpacked.resolve("install.js"), "exit()");
        assertThat(new ProcessBuilder("tar", "-czf", "package.tgz", "package")
                        .directory(folder.toFile())
                        .start()
                        .waitFor())
                .isZero();
        pin(sum(folder.resolve("package.tgz")));

        install(0);
        assertThat(install(0)).isEmpty();

        assertThat(installed).isDirectoryContaining("glob:**/libnew.so").isDirectoryNotContaining("glob:**/install.js");
        assertThat(folder.resolve("asked")).hasContent("speech@1");
    }

    @Test
    void aPackageThatNpmDoesNotHaveIsNamedWithTheFix() throws Exception {
        pin("0".repeat(64));

        assertThat(install(1))
                .endsWith("npm has no speech@1 for this machine. Fix: check the network and npm's settings, then"
                        + " ./muzon models install\n");
        assertThat(installed).doesNotExist();
    }

    // Without a network npm tried for more than eight minutes and said nothing.
    @Test
    void aRegistryThatDoesNotAnswerEndsItSoon() throws Exception {
        pin("0".repeat(64));
        Path timeout = Files.writeString(folder.resolve("timeout"), """
                #!/bin/sh
                echo "$*" >> $(dirname "$0")/waited
                exit 124
                """);
        assertThat(timeout.toFile().setExecutable(true)).isTrue();

        assertThat(install(1))
                .contains("Asking npm, 30 s at most …\n")
                .endsWith("npm's registry does not answer. Fix: check the network and npm's settings, then"
                        + " ./muzon models install\n");
        assertThat(folder.resolve("waited")).content().startsWith("-k 5 30 npm view --fetch-retries=0 ");
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    private void pin(String sum) throws IOException {
        Files.writeString(folder.resolve("packages"), "speech@1 " + sum + "\n");
    }

    private static String sum(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private String install(int code) throws Exception {
        var builder = new ProcessBuilder("sh", "install.sh")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().merge("PATH", folder.toString(), (path, mine) -> mine + ":" + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        return output;
    }
}
