package dev.muzon.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BundledFfmpegTest {
    private static final String LIBRARY = "libavutil.so.60";

    @TempDir
    static Path cache;

    private static Path first;

    private Path folder;

    @BeforeAll
    static void unpack() {
        first = BundledFfmpeg.directory(cache);
    }

    @BeforeEach
    void look() {
        folder = BundledFfmpeg.directory(cache);
        assertThat(folder).isEqualTo(first);
    }

    private static Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Test
    void filesAsTheJarHasThemAreLeftAlone() throws Exception {
        Object before = identity(folder.resolve(LIBRARY));
        assertThat(BundledFfmpeg.directory(cache)).isEqualTo(folder);
        assertThat(identity(folder.resolve(LIBRARY))).isEqualTo(before);
    }

    @Test
    void aLibraryWithOneChangedByteIsUnpackedAgain() throws Exception {
        Path library = folder.resolve(LIBRARY);
        byte[] original = Files.readAllBytes(library);
        try (var file = new RandomAccessFile(library.toFile(), "rw")) {
            file.seek(original.length / 2);
            file.write(original[original.length / 2] ^ 1);
        }
        BundledFfmpeg.directory(cache);
        assertThat(Files.mismatch(library, Files.write(cache.resolve("original"), original)))
                .isEqualTo(-1);
        Files.delete(cache.resolve("original"));
        assertNothingIsLeftBehind();
    }

    @Test
    void aFileThatIsMissingComesBack() throws Exception {
        Files.delete(folder.resolve("ffprobe"));
        BundledFfmpeg.directory(cache);
        assertThat(folder.resolve("ffprobe")).isExecutable();
    }

    @Test
    void aLibraryThatTheJarDoesNotHaveIsNotLoaded() throws Exception {
        Files.copy(folder.resolve(LIBRARY), folder.resolve("libm.so.6"), StandardCopyOption.REPLACE_EXISTING);
        BundledFfmpeg.directory(cache);
        assertThat(folder.resolve("libm.so.6")).doesNotExist();
        assertNothingIsLeftBehind();
    }

    private static void assertNothingIsLeftBehind() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            assertThat(files).containsExactly(first);
        }
    }
}
