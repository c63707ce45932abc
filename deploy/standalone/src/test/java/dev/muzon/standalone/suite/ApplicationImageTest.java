package dev.muzon.standalone.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.standalone.process.DiskRoom;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with a script in place of {@code java}. It records its arguments, and hangs in training if told to. */
class ApplicationImageTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private Path java;
    private Path jar;

    @BeforeEach
    void write() throws IOException {
        jar = Files.createFile(folder.resolve("service.jar"));
        java = Files.writeString(folder.resolve("java"), """
                #!/bin/sh
                cd "$(dirname "$0")"
                echo "$*" >> calls
                case "$*" in *AOTCacheOutput*) [ -e hang ] && exec sleep 600 ;; esac
                exit 0
                """);
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void anImageOfAJarIsMadeOnlyOnce() throws Exception {
        List<String> command = image().command(List.of("-Dthis=run"));
        assertThat(calls()).hasSize(2);

        assertThat(image().command(List.of("-Dthis=run"))).isEqualTo(command);
        assertThat(calls()).hasSize(2);
        assertThat(command).contains("-Dthis=run", "-Xmx1g");
    }

    @Test
    void theHeapThatTheSettingsNameWasOverruledByTheUsualOne() throws Exception {
        List<String> command = image().command(List.of("-Xmx2g"));

        assertThat(command).containsSubsequence("-Xmx1g", "-Xmx2g", "-jar");
    }

    @Test
    void anImageWhoseMakingWasCutShortIsMadeAgainAndNothingRunsOn() throws Exception {
        Path hang = Files.createFile(folder.resolve("hang"));
        Thread making = Thread.ofPlatform().start(() -> {
            try {
                image();
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(PATIENCE).until(() -> Files.exists(folder.resolve("calls")) && calls().size() == 2);
        await().atMost(PATIENCE).until(() -> trainings() == 1);

        making.interrupt();

        await().atMost(PATIENCE).until(() -> trainings() == 0);
        making.join();
        Files.delete(hang);
        image();
        assertThat(calls()).hasSize(4);
    }

    // "java ended with 1 without a word" was said, and neither that the disk was full nor what helps.
    @Test
    void aDiskThatFillsMeanwhileIsNamedWithTheRemedy() throws Exception {
        Files.writeString(java, "#!/bin/sh\nexit 1\n");
        assertThatThrownBy(this::image)
                .isInstanceOf(IOException.class)
                .hasMessageMatching(".*java ended with 1 and wrote nothing to .*extract.log");

        try (var sparse = new RandomAccessFile(jar.toFile(), "rw")) {
            sparse.setLength(10_000_000_000_000L);
        }
        assertThatThrownBy(this::image)
                .isInstanceOf(IOException.class)
                .hasMessageMatching("The disk of .*images is full: 10000000 MB are needed, \\d+ MB are free\\. "
                        + "Free some, or name a folder on another disk with --state\\.");
    }

    // "Its training run failed or took over 5 minutes" was said after 18 s of a full disk.
    @Test
    void aCacheThatFoundNoRoomIsBlamedOnTheDisk() {
        assertThat(ApplicationImage.whySlow(new DiskRoom(99_000_000)))
                .isEqualTo("the disk is full, 99 MB are free and a cache takes up to 110 MB");
        assertThat(ApplicationImage.whySlow(new DiskRoom(990_000_000)))
                .isEqualTo("its training run failed or took over 5 minutes");
    }

    @Test
    void theRoomOfAnImageIsThatOfTheJarAndItsCacheLessAnEarlierEdition() throws Exception {
        Path images = folder.resolve("images");
        Files.write(jar, new byte[1_000]);
        long first = ApplicationImage.room(jar, images);
        Path edition = Files.createDirectories(images.resolve("service").resolve("earlier"));
        Files.write(edition.resolve("app.aot"), new byte[300]);

        assertThat(first).isGreaterThan(100_000_000);
        assertThat(ApplicationImage.room(jar, images)).isEqualTo(first - 300);
    }

    private ApplicationImage image() throws IOException, InterruptedException {
        Path images = folder.resolve("images");
        List<String> jvm = List.of("-Xmx1g");
        Optional<ApplicationImage> found = ApplicationImage.find(java, jar, images, jvm);
        return found.isPresent() ? found.get() : ApplicationImage.make(java, jar, images, jvm, Map.of());
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    /** Counts the children of this process that hang. */
    private static long trainings() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                .count();
    }
}
