package dev.muzon.protocol.media;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of titles in Matroska made by hand. Real streams of ffmpeg are tested where they are made and decoded. */
class SongTitlesTest {
    private static final byte[] HEAD = bytes(0x1A, 0x45, 0xDF, 0xA3, 0x84, 1, 2, 3, 4);
    private static final byte[] ENDLESS_SEGMENT =
            bytes(0x18, 0x53, 0x80, 0x67, 0x01, 255, 255, 255, 255, 255, 255, 255);
    private static final byte[] CLUSTER = bytes(0x1F, 0x43, 0xB6, 0x75, 0x40, 5, 0xE7, 0x81, 0, 0xA3, 0x80);
    private static final byte[] ENDLESS_CLUSTER = bytes(0x1F, 0x43, 0xB6, 0x75, 0xFF, 0xE7, 0x81, 0, 0xA3, 0x82, 9, 9);

    private final List<String> heard = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void aTitleStandsBeforeTheSoundOfItsSong(int chunk) throws IOException {
        Iterator<@Nullable String> onAir =
                Arrays.asList(null, "One", "One", "Two", "").iterator();

        byte[] titled = written(chunk, onAir::next, HEAD, ENDLESS_SEGMENT, CLUSTER, CLUSTER, CLUSTER, CLUSTER, CLUSTER);
        read(titled, chunk);

        assertThat(heard).containsExactly("One", "Two", "");
        assertThat(Arrays.copyOf(titled, HEAD.length + ENDLESS_SEGMENT.length + CLUSTER.length))
                .isEqualTo(joined(HEAD, ENDLESS_SEGMENT, CLUSTER));
    }

    @Test
    void aTitleDoesNotStandWithinAClusterOfUnknownLength() throws IOException {
        byte[] titled =
                written(3, () -> "Кино – Группа крови", HEAD, ENDLESS_SEGMENT, ENDLESS_CLUSTER, ENDLESS_CLUSTER);
        read(titled, 5);

        assertThat(heard).containsExactly("Кино – Группа крови");
        assertThat(Arrays.copyOfRange(titled, titled.length - 2 * ENDLESS_CLUSTER.length, titled.length))
                .isEqualTo(joined(ENDLESS_CLUSTER, ENDLESS_CLUSTER));
    }

    @Test
    void whatIsNoMatroskaPassesUnchanged() throws IOException {
        byte[] noise = new byte[10_000];
        new Random(7).nextBytes(noise);
        noise[0] = 0;

        assertThat(written(100, () -> "x", noise)).isEqualTo(noise);
        assertThat(read(noise, 100)).isEqualTo(noise);
        assertThat(heard).isEmpty();
    }

    @Test
    void damagedStreamsNeitherBreakNorChangeWhatIsRead() throws IOException {
        var random = new Random(11);
        byte[] titled = written(100, () -> "A title", HEAD, ENDLESS_SEGMENT, CLUSTER, CLUSTER);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = titled.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();

            assertThat(read(damaged, 9)).isEqualTo(damaged);
        }
    }

    private static byte[] written(int chunk, Supplier<@Nullable String> title, byte[]... parts) throws IOException {
        var out = new ByteArrayOutputStream();
        byte[] all = joined(parts);
        try (OutputStream titled = SongTitles.into(out, title)) {
            for (int at = 0; at < all.length; at += chunk) {
                titled.write(all, at, Math.min(chunk, all.length - at));
            }
        }
        return out.toByteArray();
    }

    private byte[] read(byte[] titled, int chunk) throws IOException {
        var out = new ByteArrayOutputStream();
        try (InputStream in = SongTitles.outOf(new ByteArrayInputStream(titled), heard::add)) {
            byte[] buffer = new byte[chunk];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void aTitleIsWrittenAsMatroskaWritesIt() throws IOException {
        byte[] titled = written(100, () -> "A", HEAD, ENDLESS_SEGMENT, CLUSTER);
        byte[] tags = Arrays.copyOfRange(titled, HEAD.length + ENDLESS_SEGMENT.length, titled.length - CLUSTER.length);

        assertThat(tags).startsWith(bytes(0x12, 0x54, 0xC3, 0x67)).endsWith(bytes(0x44, 0x87, 0x40, 1, 'A'));
        assertThat(new String(tags, UTF_8)).contains("TITLE");
    }
}
