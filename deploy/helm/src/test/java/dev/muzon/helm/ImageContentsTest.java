package dev.muzon.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
