package dev.muzon.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
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

    // The check by CRC-32 passed for a file that somebody had changed and made to have the same one.
    @Test
    void aChangedLibraryWithTheSameChecksumIsUnpackedAgain() throws Exception {
        Path library = folder.resolve(LIBRARY);
        byte[] original = Files.readAllBytes(library);
        byte[] forged = withSameCrc(original);
        assertThat(crc(forged)).isEqualTo(crc(original));
        Files.write(library, forged);

        BundledFfmpeg.directory(cache);

        assertThat(Arrays.equals(Files.readAllBytes(library), original)).isTrue();
        assertNothingIsLeftBehind();
    }

    /** Adds the polynomial of CRC-32 itself, of which it leaves no remainder. */
    private static byte[] withSameCrc(byte[] original) {
        byte[] forged = original.clone();
        long polynomial = (0xEDB88320L << 1) | 1;
        for (int i = 0; i < 5; i++) {
            forged[forged.length / 2 + i] ^= (byte) (polynomial >> (8 * i));
        }
        return forged;
    }

    private static long crc(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return sum.getValue();
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
