package dev.muzon.extractor.title;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SongOnAirTest {
    private final SongOnAir song = new SongOnAir();

    @ParameterizedTest
    @CsvSource({
        "UTF-8, Кино - Группа крови",
        "windows-1251, Кино - Группа крови",
        "UTF-8, Björk - Jóga",
        "ISO-8859-1, Björk - Jóga",
        "windows-1252, It’s a “quote”",
        "US-ASCII, Miles Davis - So What"
    })
    void aTitleIsReadInTheLettersOfItsStation(String letters, String title) {
        song.tell(title.getBytes(Charset.forName(letters)));

        assertThat(song.title()).isEqualTo(title);
    }

    @Test
    void aStationThatWasCyrillicOnceStaysSo() {
        Charset cyrillic = Charset.forName("windows-1251");
        song.tell("Кино - Группа крови".getBytes(cyrillic));
        song.tell("ДДТ".getBytes(cyrillic));

        assertThat(song.title()).isEqualTo("ДДТ");
    }

    @Test
    void aTitleIsBoundedAndOneLine() {
        song.tell(("a\r\n\u202e" + "b".repeat(4_000)).getBytes(UTF_8));

        assertThat(song.title()).startsWith("a b").hasSize(200).doesNotContain("\n", "\u202e");
    }

    @Test
    void anEmptyTitleTakesTheFormerAway() throws IOException {
        assertThat(song.title()).isNull();
        read(4, block("StreamTitle='One';"), block(""), block("StreamTitle='';"));

        assertThat(song.title()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "StreamTitle='Guns N' Roses - Don't Cry';StreamUrl='http://x';|Guns N' Roses - Don't Cry",
                "StreamUrl='';StreamTitle='One';|One",
                "StreamTitle='One'|One"
            })
    void aTitleEndsWhereItsQuoteDoes(String block, String title) throws IOException {
        read(4, block(block));

        assertThat(song.title()).isEqualTo(title);
    }

    @Test
    void theSoundIsWholeWithoutItsTitles() throws IOException {
        byte[] sound = read(1_000, block("StreamTitle='a';"), new byte[] {0}, block("x".repeat(3_000)));

        assertThat(sound).hasSize(4 * 1_000).containsOnly(7);
    }

    @Test
    void aBlockThatIsCutOffEndsTheSound() throws IOException {
        byte[] cut = {7, 7, 7, 7, 5, 'S', 't'};
        try (var stream = new IcyStream(new ByteArrayInputStream(cut), 4, song)) {
            assertThat(stream.readAllBytes()).containsExactly(7, 7, 7, 7);
        }
    }

    @Test
    void damagedStreamsNeverBreakTheWatch() {
        var random = new Random(5);
        for (String start : new String[] {"OggS", "ID3\u0004", "G", "\0\0\0\u0010emsg"}) {
            for (int i = 0; i < 500; i++) {
                byte[] noise = new byte[3_000];
                random.nextBytes(noise);
                byte[] begin = start.getBytes(ISO_8859_1);
                System.arraycopy(begin, 0, noise, 0, begin.length);
                TitleWatch.ofStream(song).passed(noise, noise.length);
                TitleWatch.ofSegment(song).passed(noise, noise.length);
            }
        }
    }

    @Test
    void anErrorOfTheReaderBrokeTheStream() {
        var reads = new AtomicInteger();
        var watch = new TitleWatch((_, _) -> {
            reads.incrementAndGet();
            throw new AssertionError("injected");
        });

        watch.passed(new byte[10], 10);
        watch.passed(new byte[10], 10);

        assertThat(reads).hasValue(1);
    }

    private byte[] read(int interval, byte[]... blocks) throws IOException {
        var station = new ByteArrayOutputStream();
        for (byte[] block : blocks) {
            station.writeBytes(sound(interval));
            station.writeBytes(block);
        }
        station.writeBytes(sound(interval));
        try (var stream = new IcyStream(new ByteArrayInputStream(station.toByteArray()), interval, song)) {
            return stream.readAllBytes();
        }
    }

    private static byte[] sound(int length) {
        byte[] sound = new byte[length];
        Arrays.fill(sound, (byte) 7);
        return sound;
    }

    private static byte[] block(String text) {
        byte[] letters = text.getBytes(ISO_8859_1);
        int units = (letters.length + 15) / 16;
        var block = new ByteArrayOutputStream();
        block.write(units);
        block.writeBytes(letters);
        block.writeBytes(new byte[units * 16 - letters.length]);
        return block.toByteArray();
    }
}
