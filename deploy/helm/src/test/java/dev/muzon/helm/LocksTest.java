package dev.muzon.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the comparison of what enters the images with the lock files. */
class LocksTest {
    private static final Path IMAGES = Chart.ROOT.resolve("deploy/images").toAbsolutePath();
    private static final String OTHER_SUM = "has the sum 22, and deploy/images/";

    @TempDir
    private Path folder;

    @Test
    void aLibraryOfAnotherSumIsRefused() throws Exception {
        lock("libraries.lock", "11  a-1.jar", "33  b-1.jar");

        assertThat(check(0, "tell", "libraries.lock", "11  a-1.jar")).isEmpty();
        assertThat(check(1, "tell", "libraries.lock", "22  a-1.jar"))
                .contains("a-1.jar " + OTHER_SUM + "libraries.lock has 11.");
    }

    @Test
    void aLibraryThatIsNotLockedIsRefused() throws Exception {
        lock("libraries.lock", "11  a-1.jar");

        assertThat(check(1, "tell", "libraries.lock", "11  a-1.jar", "22  a-2.jar"))
                .contains("a-2.jar " + OTHER_SUM + "libraries.lock has none.", "./muzon images --lock");
    }

    @Test
    void aPackageOfAnotherSumIsRefused() throws Exception {
        lock("debian.lock", "11  tini_0.19");

        assertThat(check(1, "tell", "debian.lock", "22  tini_0.19")).contains("tini_0.19 " + OTHER_SUM);
    }

    @Test
    void aNewerPackageIsToldAndRefusedOnlyWhereTheLockHolds() throws Exception {
        lock("debian.lock", "11  tini_0.19");

        for (String line : new String[] {"22  tini_0.20", "unknown  tini_0.19"}) {
            String name = line.substring(line.lastIndexOf(' ') + 1);
            assertThat(check(0, "tell", "debian.lock", line))
                    .contains("Not as locked")
                    .contains(name);
            assertThat(check(1, "refuse", "debian.lock", line)).contains(name);
        }
    }

    @Test
    void theLockIsWrittenFromWhatIsFound() throws Exception {
        lock("debian.lock", "11  tini_0.19");

        check(0, "write", "debian.lock", "22  tini_0.20", "33  busybox_1.35");

        assertThat(folder.resolve("debian.lock")).hasContent("33  busybox_1.35\n22  tini_0.20\n");
        assertThat(check(1, "write", "debian.lock", "unknown  tini_0.20")).contains("take a newer base");
    }

    @Test
    void aPackageIsKnownByItsNameItsVersionAndItsSum() throws Exception {
        Files.createDirectory(folder.resolve("packages"));
        Files.writeString(
                folder.resolve("packages/a"),
                "Package: tini\nStatus: install ok\nVersion: 1:0.19-1\nDescription: a: b\nSHA256: 11\n");
        Files.writeString(folder.resolve("packages/b"), "Package: zlib1g\nVersion: 2\n");

        assertThat(bash(0, "found_packages packages")).isEqualTo("11  tini_1:0.19-1\nunknown  zlib1g_2\n");
    }

    @Test
    void everyPackageThatTheImagesAskForIsLocked() {
        String lock = Chart.read(IMAGES.resolve("debian.lock"));

        assertThat(Chart.read(IMAGES.resolve("Containerfile")).lines())
                .filteredOn(line -> line.contains("/opt/bare /"))
                .hasSize(3)
                .flatMap(line -> Arrays.asList(
                        line.replaceFirst(".*/opt/bare /\\w+ ", "").split(" ")))
                .allSatisfy(name -> assertThat(lock).contains("  " + name + "_"));
        assertThat(lock.lines()).allMatch(line -> line.matches("[0-9a-f]{64}  [^ /]+_[^ /]+"));
        assertThat(Chart.read(IMAGES.resolve("libraries.lock")).lines())
                .hasSizeGreaterThan(50)
                .allMatch(line -> line.matches("[0-9a-f]{64}  [^ /]+\\.jar"));
    }

    private void lock(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name), Arrays.asList(lines));
    }

    private String check(int exit, String mode, String lock, String... found) throws Exception {
        Files.write(folder.resolve("found"), Arrays.asList(found));
        return bash(exit, "check_lock " + mode + " " + lock + " found");
    }

    private String bash(int exit, String line) throws Exception {
        Process bash = new ProcessBuilder(
                        "bash", "-euo", "pipefail", "-c", ". " + IMAGES.resolve("locks.sh") + "; " + line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor()).as(said).isEqualTo(exit);
        return said;
    }
}
