package dev.muzon.extractor.source.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.door.SoundBytes;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** Songs with a cover of 10 MB on a server that sends 200 kB a second. The cover alone would take 50 s. */
class LargeCoverTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final Duration LENGTH = Duration.ofSeconds(3);
    private static final int BYTES_PER_SECOND = 200_000;
    /** Far less than a cover of 2 MB takes without ranges. */
    private static final Duration HASTE = Duration.ofSeconds(3);

    private static final long COVER = 10_000_000;

    /** The weight of a song and the beginnings of its cover. More is on its way when a connection is ended. */
    private static final long LITTLE = 2_500_000;

    @TempDir
    static Path folder;

    private static Path cover;
    private static Path smaller;

    private TestWeb web;
    private Door door;
    private DirectSource source;
    private DirectSource hasty;

    @BeforeAll
    static void draw() throws Exception {
        cover = new TestTones(FFMPEG, folder).picture("cover", 1900);
        assertThat(Files.size(cover)).isGreaterThan(COVER);
        smaller = new TestTones(FFMPEG, folder).picture("smaller", 800);
    }

    @BeforeEach
    void open() throws Exception {
        web = TestWeb.on("127.0.0.1");
        DirectProperties settings = settings(Duration.ofSeconds(20));
        var guard = new AddressGuard(settings.allowedNetworks(), List.of(), InetAddress::getAllByName);
        door = new Door(guard, SSLContext.getDefault(), settings.doorLimits());
        source = new DirectSource(settings, door, new Ffprobe(FFMPEG));
        hasty = new DirectSource(settings(HASTE), door, new Ffprobe(FFMPEG));
    }

    private static DirectProperties settings(Duration probeLimit) {
        return new DirectProperties(
                List.of(IpNetwork.valueOf("127.0.0.1/32")),
                List.of(),
                50,
                DataSize.ofMegabytes(50),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                probeLimit);
    }

    @AfterEach
    void close() {
        web.close();
        door.close();
    }

    private FoundTrack found(Path song) throws InterruptedException {
        web.slow("/song", song, BYTES_PER_SECOND, true);
        return source.resolve(new TrackQuery.Link(web.url("/song"))).getFirst();
    }

    private static Path song(Format format, String... more) {
        var tones = new TestTones(FFMPEG, folder);
        Path plain = tones.tagged("song", format, 440, LENGTH, "Nocturne", "Ensemble");
        return tones.covered(plain, cover, more);
    }

    private static long decoded(MediaInput input) throws Exception {
        List<String> args = new ArrayList<>(input.options());
        args.addAll(List.of("-i", input.location(), "-vn", "-f", "s16le", "-ac", "1", "-ar", "8000", "pipe:1"));
        try (FfmpegProcess process = FFMPEG.start(args)) {
            return process.stdout().readAllBytes().length / 16;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MP3, -id3v2_version 3",
        "MP3, -id3v2_version 4",
        "FLAC, -map_metadata 0",
        "M4A, -movflags 0",
        "M4A, -movflags faststart"
    })
    void aSongIsFoundAndPlaysWithoutItsCover(Format format, String how) throws Exception {
        Path song = song(format, how.split(" ", -1));
        FoundTrack found = found(song);

        assertThat(Files.size(song)).isGreaterThan(COVER);
        assertThat(found.title()).isEqualTo("Nocturne");
        assertThat(found.media().cover()).isTrue();
        assertThat(found.media().duration()).isBetween(LENGTH.minusMillis(100), LENGTH.plusMillis(100));
        try (MediaInput input = source.open(found.reference())) {
            assertThat(decoded(input)).isBetween(2900L, 3100L);
        }
        assertThat(web.sent()).isLessThan(LITTLE);
    }

    @ParameterizedTest
    @CsvSource({"MP3", "FLAC", "M4A"})
    void aSlowServerWithoutRangesHasTheTimeInWhichItSends(Format format) throws Exception {
        var tones = new TestTones(FFMPEG, folder);
        Path plain = tones.tagged("plain", format, 440, LENGTH, "Nocturne", "Ensemble");
        String[] inFront = format == Format.M4A ? new String[] {"-movflags", "faststart"} : new String[0];
        web.slow("/song", tones.covered(plain, smaller, inFront), BYTES_PER_SECOND, false);

        FoundTrack found = hasty.resolve(new TrackQuery.Link(web.url("/song"))).getFirst();

        assertThat(found.media().cover()).isTrue();
        assertThat(found.media().duration()).isBetween(LENGTH.minusMillis(100), LENGTH.plusMillis(100));
    }

    @Test
    void aServerThatSendsNextToNothingHasNoMoreTime() throws Exception {
        web.slow("/song", song(Format.MP3), 2_000, false);

        assertThatThrownBy(() -> hasty.resolve(new TrackQuery.Link(web.url("/song"))))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.SOURCE_TIMEOUT));
    }

    @ParameterizedTest
    @CsvSource({"MP3", "FLAC", "M4A"})
    void theSoundIsKeptWithoutItsCover(Format format) throws Exception {
        Path song = song(format);
        FoundTrack found = found(song);
        byte[] kept;
        try (MediaInput input = source.open(found.reference())) {
            SoundBytes bytes = input.bytes();
            try (InputStream from = bytes.from(0)) {
                kept = from.readAllBytes();
            }
        }
        byte[] whole = Files.readAllBytes(song);
        assertThat(kept).hasSameSizeAs(whole);
        long others = 0;
        for (int i = 0; i < whole.length; i++) {
            if (kept[i] != whole[i]) {
                assertThat(kept[i]).isZero();
                others++;
            }
        }
        assertThat(others).isGreaterThan(COVER - 500_000);
        Path file = Files.write(folder.resolve("kept." + format.ending()), kept);
        assertThat(new Ffprobe(FFMPEG)
                        .probe(List.of(), "file:" + file, Duration.ofSeconds(20))
                        .duration())
                .isEqualTo(found.media().duration());
        assertThat(web.sent()).isLessThan(LITTLE);
    }
}
