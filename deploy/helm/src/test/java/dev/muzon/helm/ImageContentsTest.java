package dev.muzon.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that an image without what a service needs is refused, on folders of this machine in place of containers. */
class ImageContentsTest {
    private static final Path IMAGES = Chart.ROOT.resolve("deploy/images").toAbsolutePath();
    private static final String LIBRARY = "yt-dlp/usr/lib/python3/dist-packages/yt_dlp.py";
    private static final String DENO = "node_modules/@deno/linux-x64-glibc/deno";

    @TempDir
    private Path folder;

    @BeforeEach
    void everythingIsInstalled() throws IOException {
        write("stamp", "0123  -\n");
        write(LIBRARY, "");
        assertThat(write(DENO, "#!/bin/sh\n[ \"$*\" = --version ]\n").toFile().setExecutable(true))
                .isTrue();
    }

    @Test
    void anImageWithYtDlpAndDenoIsTaken() throws Exception {
        assertThat(checkSources(0)).isEmpty();
    }

    @Test
    void anImageThatWasBuiltWithoutYtDlpIsRefused() throws Exception {
        Files.delete(folder.resolve("stamp"));

        assertThat(checkSources(1)).isEqualTo("The image has no yt-dlp: see deploy/ytdlp/install.sh.\n");
    }

    @Test
    void anImageWhosePythonCannotLoadYtDlpIsRefused() throws Exception {
        write(LIBRARY, "import a_module_that_is_not_there\n");

        assertThat(checkSources(1)).contains("a_module_that_is_not_there", "Python cannot load yt-dlp in the image.\n");
    }

    @Test
    void anImageWhoseDenoDoesNotStartIsRefused() throws Exception {
        Files.delete(folder.resolve(DENO));

        assertThat(checkSources(1)).endsWith("deno does not start in the image.\n");
    }

    @Test
    void theExtractorsImageIsCheckedInItsContainer() {
        assertThat(Chart.read(IMAGES.resolve("check.sh")))
                .contains("check_sources /opt/muzon/ytdlp \"$engine\" exec \"$container\"\n");
        assertThat(Chart.read(IMAGES.resolve("Containerfile"))).contains("MUZON_YTDLP_DIR=/opt/muzon/ytdlp ");
    }

    @Test
    void aFirstProcessThatIsNotTiniOrHasRightsIsRefused() throws Exception {
        String status = """
                Name:\ttini
                Uid:\t10001\t10001\t10001\t10001
                Gid:\t10001\t10001\t10001\t10001
                CapEff:\t0000000000000000
                NoNewPrivs:\t1
                """;

        assertThat(checkProcess(0, status)).isEmpty();
        assertThat(checkProcess(1, status.replace("tini", "java")))
                .isEqualTo("The first process of the image is not tini.\n");
        assertThat(checkProcess(1, status.replace("Privs:\t1", "Privs:\t0"))).contains("may gain rights");
        assertThat(checkProcess(1, status.replace("000\n", "400\n"))).contains("has capabilities");
        assertThat(checkProcess(1, status.replace("Uid:\t10001\t10001", "Uid:\t10001\t0")))
                .contains("another user");
        assertThat(checkProcess(1, status.replace("Gid:\t10001", "Gid:\t0"))).contains("another group");
    }

    @Test
    void anImageWhoseUserHasNoNameIsRefused() throws Exception {
        write("etc/group", "muzon:x:10001:\n");
        write("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nmuzon:x:10001:10001::/var/lib/muzon:/usr/sbin/nologin\n");

        assertThat(bash(0, "check_user \"$PWD\" nice")).isEmpty();

        write("etc/passwd", "10001:*:10001:0:container user:/var/lib/muzon:/bin/sh\n");

        assertThat(bash(1, "check_user \"$PWD\" nice")).contains("not in /etc/passwd");
    }

    @Test
    void aFileThatLendsItsOwnersRightsIsNamed() throws Exception {
        Path program = write("usr/bin/su", "");

        assertThat(bash(0, "check_rights \"$PWD\" nice")).isEmpty();

        for (String rights : List.of("4755", "2755")) {
            assertThat(bash(0, "chmod " + rights + " " + program)).isEmpty();
            assertThat(bash(1, "check_rights \"$PWD\" nice"))
                    .isEqualTo("The image has files that lend their owner's rights: " + program + "\n");
        }
    }

    @Test
    void anImageWithoutALabelOfOciIsRefused() throws Exception {
        String labels = """
                org.opencontainers.image.title=muzon-bot-gateway
                org.opencontainers.image.description=A bot
                org.opencontainers.image.version=0.1.0
                org.opencontainers.image.revision=0123456789abcdef0123456789abcdef01234567
                org.opencontainers.image.licenses=Apache-2.0
                org.opencontainers.image.vendor=Muzon
                """;

        assertThat(checkLabels(0, labels)).isEmpty();
        assertThat(checkLabels(0, labels.replaceFirst("revision=.*", "revision=unknown")))
                .isEmpty();
        assertThat(labels.lines())
                .allSatisfy(label -> assertThat(checkLabels(1, labels.replace(label + "\n", "")))
                        .contains(label.substring(0, label.indexOf('='))));
        assertThat(checkLabels(1, labels.replaceFirst("version=.*", "version=")))
                .contains("image.version");
        assertThat(checkLabels(1, labels.replace("bot-gateway", "other"))).contains("image.title");
    }

    @Test
    void anImageOfMoreThan250MegabytesBesideItsNativesIsRefused() throws Exception {
        write("opt/muzon/ntgcalls.node", "0".repeat(3_072_000));
        write("opt/muzon/app/lib/spring.jar", "0".repeat(3_072_000));

        assertThat(bash(0, "check_size 250999999 \"$PWD\" nice")).isEqualTo("247\n");
        assertThat(bash(0, "check_size 253000000 \"$PWD\" nice")).isEqualTo("249\n");
        assertThat(bash(1, "check_size 256000000 \"$PWD\" nice"))
                .isEqualTo("The image has 252 MB beside the natives, more than 250.\n");
    }

    @Test
    void everyImageIsCheckedForWhatItMustHaveAndLack() {
        assertThat(Chart.read(IMAGES.resolve("check.sh")))
                .contains(
                        "  check_process \"$status\"\n",
                        "  check_user \"\" \"$engine\" exec \"$container\"\n",
                        "  check_rights / \"$engine\" exec \"$container\"\n",
                        "  check_labels \"$service\" \"$labels\"\n",
                        "$(check_size \"$size\" / \"$engine\" exec \"$container\")\n");
    }

    @Test
    void theComposeFileIsReadWhereNoContainerStartsToo() {
        assertThat(Chart.read(Chart.ROOT.resolve("muzon")))
                .containsSubsequence("    deploy/compose/check.sh\n", "    deploy/images/apart.sh true || exit ");
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private String checkSources(int exit) throws IOException, InterruptedException {
        return bash(exit, "check_sources \"$PWD\" nice");
    }

    private String checkProcess(int exit, String status) throws IOException, InterruptedException {
        write("status", status);
        return bash(exit, "check_process \"$(cat status)\"");
    }

    private String checkLabels(int exit, String labels) throws IOException, InterruptedException {
        write("labels", labels);
        return bash(exit, "check_labels bot-gateway \"$(cat labels)\"");
    }

    private String bash(int exit, String line) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder(
                        "bash", "-euo", "pipefail", "-c", ". " + IMAGES.resolve("contents.sh") + "; " + line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor()).as(said).isEqualTo(exit);
        return said;
    }
}
