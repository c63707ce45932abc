package dev.muzon.extractor.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muzon.extractor.catalog.CatalogEntry;
import dev.muzon.extractor.source.FileInput;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that mp3 files are entered at the exact sample without reading what comes before. */
@Timeout(120)
class Mp3PlaceTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final Duration PLACE = Duration.ofMillis(27_123);
    private static final String SOUND =
            "aevalsrc=0.4*sin(2*PI*(300+20*t)*t)+0.2*(random(0)-0.5)|0.3*sin(2*PI*700*t):d=40:s=";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "44100, -b:a 192k",
        "44100, -b:a 320k -id3v2_version 0",
        "48000, -b:a 128k",
        "44100, -q:a 2",
        "44100, -q:a 2 -write_xing 0",
        "44100, -b:a 128k -write_xing 0",
        "22050, -b:a 64k",
        "11025, -b:a 16k -ac 1",
        "44100, -b:a 32k -ac 1"
    })
    void aPlaceIsTheSampleThatReadingTheWholeFileGives(int rate, String encoder) throws Exception {
        Path file = song(rate, encoder);
        assertThat(place(file)).isNotNull();

        byte[] whole = pcm(file, rate, Duration.ZERO);
        byte[] rest = pcm(file, rate, PLACE);

        int skipped = whole.length - rest.length;
        assertThat(skipped / 4.0).isCloseTo(PLACE.toMillis() / 1000.0 * rate, within(1.0));
        assertThat(rest).isEqualTo(Arrays.copyOfRange(whole, skipped, whole.length));
    }

    @Test
    void aConstantRateIsEnteredWithAFewReads() throws Exception {
        Path file = song(44_100, "-b:a 192k");
        var read = new ArrayList<Long>();
        Mp3Place place = Mp3Place.find(
                offset -> {
                    read.add(offset);
                    return new FileInput(file).stored().from(offset);
                },
                PLACE);
        assertThat(place).isEqualTo(place(file));
        assertThat(read).hasSizeLessThan(30);
    }

    @Test
    void soundThatIsNoMp3AllTheWayIsLeftToFfmpeg() throws Exception {
        Path file = song(44_100, "-q:a 2");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, bytes.length / 3, bytes.length / 3 + 2000, (byte) 0);
        assertThat(place(Files.write(folder.resolve("hole.mp3"), bytes))).isNull();
        assertThat(place(Files.write(folder.resolve("text.mp3"), new byte[5000])))
                .isNull();
        assertThat(place(Files.write(folder.resolve("empty.mp3"), new byte[0]))).isNull();
        assertThat(place(Files.write(folder.resolve("short.mp3"), Arrays.copyOf(bytes, bytes.length / 4))))
                .isNull();
    }

    private static @Nullable Mp3Place place(Path file) throws IOException {
        return Mp3Place.find(new FileInput(file).stored(), PLACE);
    }

    private Path song(int rate, String encoder) throws IOException {
        Path file = folder.resolve("song.mp3");
        List<String> args = new ArrayList<>(List.of("-f", "lavfi", "-i", SOUND + rate, "-c:a", "libmp3lame"));
        args.addAll(List.of(encoder.split(" ", -1)));
        args.addAll(List.of("-metadata", "title=Place", "-y", file.toString()));
        read(FFMPEG.start(args));
        return file;
    }

    /** Returns what players get, decoded to samples of the file's rate. */
    private static byte[] pcm(Path file, int rate, Duration from) throws Exception {
        FileInput input = new FileInput(file);
        MediaInfo media = new Ffprobe(FFMPEG).probe(input.options(), input.location(), Duration.ofSeconds(30));
        CatalogEntry entry =
                CatalogEntry.of("library", new FoundTrack("k", "r", "Place", null, null, media), Instant.EPOCH);
        byte[] matroska = read(FFMPEG.start(Remux.arguments(entry, input, from)));
        FfmpegProcess decoder = FFMPEG.startFed(List.of(
                "-f", "matroska", "-i", "pipe:0", "-ac", "2", "-ar", String.valueOf(rate), "-f", "s16le", "pipe:1"));
        Thread.ofVirtual().start(() -> {
            try (OutputStream in = decoder.stdin()) {
                in.write(matroska);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return read(decoder);
    }

    private static byte[] read(FfmpegProcess running) throws IOException {
        try (FfmpegProcess process = running) {
            return process.stdout().readAllBytes();
        }
    }
}
