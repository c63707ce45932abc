package dev.muzon.extractor.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** The budget while two kinds of files fill it. It is of 10 kB. */
class DiskBudgetTest {
    private static final int KB = 1000;

    @TempDir
    Path folder;

    private final DiskBudget budget = new DiskBudget(DataSize.ofBytes(10 * KB), DataSize.ofBytes(0));
    private Path songs;
    private Path messages;
    private int age;

    @BeforeEach
    void open() throws IOException {
        songs = Files.createDirectory(folder.resolve("songs"));
        messages = Files.createDirectory(folder.resolve("messages"));
        budget.add(() -> files(songs));
        budget.add(() -> files(messages));
    }

    private static List<DiskBudget.Kept> files(Path place) throws IOException {
        List<DiskBudget.Kept> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                boolean read = file.toString().endsWith("read");
                Instant used = Files.getLastModifiedTime(file).toInstant();
                kept.add(new DiskBudget.Kept(Files.size(file), used, read ? null : () -> Files.delete(file)));
            }
        }
        return kept;
    }

    private void keep(Path place, String name, int bytes) throws IOException {
        Path file = Files.write(place.resolve(name), new byte[bytes]);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++age)));
    }

    private long bytes() throws IOException {
        long bytes = 0;
        for (Path place : List.of(songs, messages)) {
            bytes += files(place).stream().mapToLong(DiskBudget.Kept::size).sum();
        }
        return bytes;
    }

    private void store(Path place, String name, int bytes) throws IOException {
        try (var _ = Objects.requireNonNull(budget.ask(folder, bytes))) {
            keep(place, name, bytes);
        }
    }

    @Test
    void filesOfEveryKindTogetherNeverTakeMoreThanTheBudget() throws Exception {
        for (int i = 0; i < 20; i++) {
            store(i % 2 == 0 ? songs : messages, "file" + i, 3 * KB);
            assertThat(bytes()).isLessThanOrEqualTo(10 * KB);
        }
        assertThat(songs.resolve("file18")).exists();
        assertThat(messages.resolve("file19")).exists();
    }

    @Test
    void theLeastRecentlyPlayedGoesWhateverItsKind() throws Exception {
        keep(messages, "first", 4 * KB);
        keep(songs, "second", 4 * KB);
        store(songs, "third", 4 * KB);
        assertThat(messages.resolve("first")).doesNotExist();
        assertThat(songs.resolve("second")).exists();
    }

    @Test
    void whatIsFetchedAndWhatIsReadKeepTheirRoom() throws Exception {
        keep(messages, "read", 4 * KB);
        try (DiskBudget.Room fetched = budget.ask(folder, 4 * KB)) {
            assertThat(fetched).isNotNull();
            assertThat(budget.ask(folder, 4 * KB)).isNull();
        }
        assertThat(budget.ask(folder, 4 * KB)).isNotNull();
        assertThat(messages.resolve("read")).exists();
    }

    @Test
    void roomThatGrowsPushesOutWhatIsKeptAndLeavesNoneToOthers() throws Exception {
        keep(songs, "song", 6 * KB);
        try (DiskBudget.Room fetched = budget.open(folder)) {
            fetched.grow(4 * KB);
            assertThat(songs.resolve("song")).exists();
            fetched.grow(4 * KB);
            assertThat(songs.resolve("song")).doesNotExist();
            assertThat(budget.ask(folder, 4 * KB)).isNull();
            fetched.grow(4 * KB);
            assertThat(budget.ask(folder, KB)).as("beyond the budget").isNull();
        }
        assertThat(budget.ask(folder, 10 * KB)).isNotNull();
    }

    /** Makes a budget that is larger than its disk. The disk has 12 kB, of which 2 kB are left to others. */
    private DiskBudget onASmallDisk() {
        var small = new DiskBudget(DataSize.ofMegabytes(1), DataSize.ofBytes(2 * KB), _ -> 12 * KB - bytes());
        small.add(() -> files(songs));
        return small;
    }

    @Test
    void theLeastRecentlyPlayedGoesWhereTheDiskIsSmallerThanTheBudget() throws Exception {
        keep(songs, "first", 4 * KB);
        keep(songs, "second", 4 * KB);
        try (DiskBudget.Room fetched = onASmallDisk().ask(folder, 4 * KB)) {
            assertThat(fetched).isNotNull();
        }
        assertThat(songs.resolve("first")).doesNotExist();
        assertThat(songs.resolve("second")).exists();
    }

    @Test
    void whatIsReservedAndNotYetWrittenIsLeftToItsFetch() throws Exception {
        DiskBudget small = onASmallDisk();
        try (DiskBudget.Room _ = Objects.requireNonNull(small.ask(folder, 6 * KB))) {
            assertThatThrownBy(() -> small.ask(folder, 6 * KB)).isInstanceOf(DiskShortage.class);
        }
        assertThat(small.ask(folder, 6 * KB)).isNotNull();
    }

    @Test
    void whatGrowsCountsItsOwnWrittenBytesOnce() throws Exception {
        DiskBudget small = onASmallDisk();
        try (DiskBudget.Room fetched = small.open(folder)) {
            fetched.grow(4 * KB);
            keep(messages, "read", 4 * KB);
            fetched.grow(4 * KB);
            keep(messages, "read", 8 * KB);
            assertThatThrownBy(() -> fetched.grow(4 * KB)).isInstanceOf(DiskShortage.class);
        }
        Files.delete(messages.resolve("read"));
        assertThat(small.ask(folder, 9 * KB)).isNotNull();
    }

    @Test
    void nothingIsWrittenWhereOthersNeedTheDisk() throws Exception {
        var full = new DiskBudget(DataSize.ofBytes(10 * KB), DataSize.ofTerabytes(100_000));
        assertThatThrownBy(() -> full.ask(folder, KB)).isInstanceOf(DiskShortage.class);
        try (DiskBudget.Room fetched = full.open(folder)) {
            assertThatThrownBy(() -> fetched.grow(KB)).isInstanceOf(DiskShortage.class);
        }
    }
}
