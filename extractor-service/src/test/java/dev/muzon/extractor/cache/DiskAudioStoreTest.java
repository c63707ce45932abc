package dev.muzon.extractor.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.extractor.disk.DiskBudget;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Tests of the store on disk: other processes, crashes and damage. */
@Timeout(60)
class DiskAudioStoreTest extends AudioStoreContract {
    private static final int HALF = 100_000;

    @TempDir
    Path folder;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private DiskAudioStore store;

    @BeforeEach
    void open() {
        store = store(folder.resolve("audio"), DataSize.ofBytes(0));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private DiskAudioStore store(Path root, DataSize free) {
        CacheProperties settings = settings(root, free);
        return new DiskAudioStore(settings, budget(settings), clock, new CacheMeters(meters));
    }

    private static DiskBudget budget(CacheProperties settings) {
        return new DiskBudget(settings.size(), settings.freeSpace());
    }

    private static CacheProperties settings(Path root, DataSize free) {
        return new CacheProperties(root, DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), free, Duration.ofDays(7));
    }

    @Override
    AudioStore store() {
        return store;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("locks"))
                    .toList();
        }
    }

    private Path file(String ending) throws IOException {
        return files().stream()
                .filter(file -> file.toString().endsWith(ending))
                .findFirst()
                .orElseThrow();
    }

    /** A process that stores half of a sound and waits for its end. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            CacheProperties settings = settings(Path.of(arguments[0]), DataSize.ofBytes(0));
            var store = new DiskAudioStore(
                    settings, budget(settings), Clock.systemUTC(), new CacheMeters(new SimpleMeterRegistry()));
            AudioDraft draft = store.draft(KEY, 2 * HALF);
            if (draft == null) {
                throw new IllegalStateException("refused");
            }
            draft.append(sound(HALF), HALF);
            System.out.println("half");
            if (System.in.read() >= 0) {
                throw new IllegalStateException("nothing is said to it");
            }
        }
    }

    private Process writer() throws IOException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.resolve("audio").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String line = writer.inputReader().readLine();
        while (line != null && !line.equals("half")) {
            line = writer.inputReader().readLine();
        }
        assertThat(line).isEqualTo("half");
        return writer;
    }

    @Test
    void aWriterInAnotherProcessKeepsTheSoundUntilItIsKilled() throws Exception {
        Process other = writer();
        try {
            assertThat(store.draft(KEY, 1000)).isNull();
            store.clean();
            assertThat(file(".part")).hasSize(HALF);
            assertThat(store.find(KEY)).isNull();
        } finally {
            other.destroyForcibly();
            other.onExit().join();
        }
        assertThat(store.find(KEY)).isNull();
        store.clean();
        assertThat(files()).isEmpty();
        keep(store, KEY, sound(1000));
        assertThat(store.find(KEY)).isNotNull();
    }

    @Test
    void aSecondStoreOnTheSameFolderFindsWhatTheFirstOneStored() throws Exception {
        try (DiskAudioStore second = store(folder.resolve("audio"), DataSize.ofBytes(0))) {
            AudioDraft draft = store.draft(KEY, 1000);
            assertThat(second.draft(KEY, 1000)).isNull();
            assertThat(draft).isNotNull();
            draft.append(sound(1000), 1000);
            draft.commit(label(clock.instant()), null);
            draft.close();
            try (StoredAudio stored = second.find(KEY)) {
                assertThat(stored).isNotNull();
                assertThat(read(stored)).isEqualTo(sound(1000));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"form\":1,\"size\":1000}", "{\"form\":2}", "[]", "null"})
    void aTornSidecarIsRemovedWithItsSound(String json) throws Exception {
        keep(store, KEY, sound(1000));
        Files.writeString(file(".json"), json);
        assertThat(store.find(KEY)).isNull();
        store.clean();
        assertThat(files()).isEmpty();
        keep(store, KEY, sound(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {".json", ".audio"})
    void halfOfAPairIsRemoved(String ending) throws Exception {
        keep(store, KEY, sound(1000));
        Files.delete(file(ending));
        assertThat(store.find(KEY)).isNull();
        store.clean();
        assertThat(files()).isEmpty();
    }

    @Test
    void aFlippedByteIsFoundBeforeItIsGiven() throws Exception {
        byte[] sound = sound(700_000);
        keep(store, KEY, sound);
        byte[] damaged = Files.readAllBytes(file(".audio"));
        damaged[600_000] ^= 1;
        Files.write(file(".audio"), damaged);
        try (StoredAudio stored = store.find(KEY)) {
            assertThat(stored).isNotNull();
            byte[] start = new byte[1000];
            assertThat(stored.read(0, start, 0, 1000)).isEqualTo(1000);
            assertThat(start).isEqualTo(Arrays.copyOf(sound, 1000));
            assertThatThrownBy(() -> stored.read(599_999, start, 0, 10)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFileThatWasCutOffIsNotFound() throws Exception {
        keep(store, KEY, sound(1000));
        Files.write(file(".audio"), sound(999));
        assertThat(store.find(KEY)).isNull();
    }

    @Test
    void nothingIsStoredWhereTheDiskIsAlmostFull() throws Exception {
        keep(store, KEY, sound(1000));
        try (DiskAudioStore full = store(folder.resolve("audio"), DataSize.ofTerabytes(100_000))) {
            assertThat(full.draft(OTHER, 1000)).isNull();
            assertThat(full.find(KEY)).isNotNull();
        }
    }

    @Test
    void aFolderThatCannotBeUsedIsAnEmptyStore() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));
        try (DiskAudioStore broken = store(file.resolve("audio"), DataSize.ofBytes(0))) {
            assertThat(broken.find(KEY)).isNull();
            assertThat(broken.draft(KEY, 1000)).isNull();
            broken.clean();
            broken.discard(KEY, AudioStore.Reason.CHANGED);
        }
        assertThat(meters.get("muzon.cache.disk.failures").counter().count()).isPositive();
    }

    @Test
    void othersOnThisHostCannotReadTheSound() throws Exception {
        keep(store, KEY, sound(1000));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("audio"))))
                .isEqualTo("rwx------");
    }
}
