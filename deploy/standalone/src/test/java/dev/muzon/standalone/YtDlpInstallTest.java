package dev.muzon.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of {@code deploy/ytdlp/install.sh}, with other programs in place of apt, dpkg and npm. */
class YtDlpInstallTest {
    private static final Path SCRIPTS = Path.of("../ytdlp");

    @TempDir
    private Path folder;

    private Path installed;

    @BeforeEach
    void takeTheScript() throws Exception {
        assumeThat(Path.of("/usr/share/keyrings/debian-archive-keyring.gpg")).exists();
        installed = folder.resolve("installed");
        for (String file : List.of("install.sh", "package.json", "package-lock.json")) {
            Files.copy(SCRIPTS.resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("version"), "1\n");
        // What was compiled lies in a folder of the caller's user.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        program("apt-get", """
                echo "$*" >> $(dirname "$0")/asked
                case "$*" in *"download yt-dlp="*) touch yt-dlp_1_all.deb ;; esac
                """);
        program("dpkg-deb", """
                vendor=$3/usr/lib/python3/dist-packages/yt_dlp/extractor/youtube/jsc/_builtin/vendor
                mkdir -p "$vendor" && echo '"npm:meriyah@6.1.4"' > "$vendor/script.js"
                """);
        program("npm", "exit 1");
    }

    // It used to be installed again at each start, with "once, about a minute".
    @Test
    void withoutDenoItIsInstalledOnceAndOnlyABuildTriesAgain() throws Exception {
        assertThat(install(0)).contains("Once, about a minute", "deno is not installed");
        assertThat(install(0)).isEmpty();
        assertThat(install(0, "--deno")).contains("deno is not installed");

        program("npm", """
                mkdir -p node_modules/@deno/linux
                printf '#!/bin/sh\\nmkdir -p "$DENO_DIR"\\n' > node_modules/@deno/linux/deno
                chmod +x node_modules/@deno/linux/deno
                """);
        assertThat(install(0, "--deno")).doesNotContain("deno is not installed");
        assertThat(installed).isDirectoryContaining("glob:**/node_modules");
        assertThat(install(0, "--deno")).isEmpty();
    }

    @Test
    void aFolderThatMayNotBeWrittenKeepsWhatIsInstalledAndDownloadsNothing() throws Exception {
        Files.createDirectories(installed.resolve("yt-dlp"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assertThat(installAsAnotherUser())
                    .startsWith("yt-dlp is not brought up to date: ")
                    .endsWith("Fix: ./muzon build as the user who may\n")
                    .hasLineCount(1);
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(installed.resolve("yt-dlp")).isDirectory();
        assertThat(folder.resolve("asked")).doesNotExist();
    }

    @Test
    void aFailedDownloadLeavesWhatIsInstalledAndDoesNotCallItMissing() throws Exception {
        Files.createDirectories(installed.resolve("yt-dlp"));
        program("apt-get", "exit 1");

        assertThat(install(1)).contains("yt-dlp is not brought up to date: ").doesNotContain("yt-dlp is not installed");
        assertThat(installed.resolve("yt-dlp")).isDirectory();
    }

    // "Write the version that it has into deploy/ytdlp/version": apt had only no network, and ended with 0.
    @Test
    void anArchiveThatCannotBeReadWasSaidToLackTheVersion() throws Exception {
        program("apt-get", """
                case "$*" in *APT::Update::Error-Mode=any*update) exit 100 ;; *update) exit 0 ;; esac
                exit 100
                """);

        assertThat(install(1))
                .contains("apt cannot read ", "Fix: check the network")
                .doesNotContain("has no yt-dlp");
    }

    @Test
    void aPackageWithAnotherSumThanTheProjectsIsNotInstalled() throws Exception {
        Files.copy(SCRIPTS.resolve("version"), folder.resolve("version"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(install(1)).contains("has another sum than deploy/ytdlp/version says");
        assertThat(installed).doesNotExist();
    }

    @Test
    void aPackageWithTheProjectsSumIsInstalled() throws Exception {
        String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        Files.writeString(folder.resolve("version"), "1 " + empty + "\n");

        install(0);

        assertThat(installed.resolve("yt-dlp")).isDirectory();
    }

    // A fresh machine had no yt-dlp from the day on which the archive replaced the pinned one.
    @Test
    void aNewerVersionIsInstalledWhenTheArchiveHasNoLongerThePinnedOne() throws Exception {
        Files.writeString(folder.resolve("version"), "1 " + "0".repeat(64) + "\n");
        program("apt-get", """
                case "$*" in *"download yt-dlp="*) exit 100 ;; *"download yt-dlp") touch yt-dlp_2_all.deb ;; esac
                """);
        program("dpkg-deb", """
                case "$1" in
                  -f) echo 2 ;;
                  *) mkdir -p "$3/usr/lib/python3/dist-packages/yt_dlp" ;;
                esac
                """);

        assertThat(install(0)).contains("has a newer yt-dlp than deploy/ytdlp/version says: 2 is installed.");
        assertThat(Files.readString(installed.resolve("package"))).startsWith("2 ");
        assertThat(install(0)).isEmpty();
    }

    @Test
    void anotherVersionIsInstalledBesideThePinnedOneAndItsSumIsTold() throws Exception {
        String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        Path beside = folder.resolve("beside");
        install(0);

        assertThat(install(0, "--version", "2", "--into", beside.toString()))
                .contains("Installing yt-dlp 2 and deno", "yt-dlp 2 has the SHA-256 " + empty + ".");
        assertThat(Files.readString(folder.resolve("asked"))).contains("download yt-dlp=1", "download yt-dlp=2");
        assertThat(beside.resolve("yt-dlp")).isDirectory();
        assertThat(beside.resolve("package")).hasContent("2 " + empty + "\n");
        assertThat(Files.readString(beside.resolve("stamp")))
                .isNotEqualTo(Files.readString(installed.resolve("stamp")));
        assertThat(install(0)).isEmpty();
    }

    @Test
    void anotherVersionWithAnotherSumThanWasNamedIsNotInstalled() throws Exception {
        Path beside = folder.resolve("beside");

        assertThat(install(1, "--version", "2=" + "0".repeat(64), "--into", beside.toString()))
                .contains("yt-dlp 2 has another sum than --ytdlp says");
        assertThat(beside).doesNotExist();
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String install(int code, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "install.sh"));
        command.addAll(List.of(arguments));
        return run(code, command);
    }

    // Root may write everywhere.
    private String installAsAnotherUser() throws Exception {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--clear-groups"));
        }
        command.addAll(List.of("sh", "install.sh"));
        return run(1, command);
    }

    private String run(int code, List<String> command) throws Exception {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().merge("PATH", folder.toString(), (path, mine) -> mine + ":" + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        return output;
    }
}
