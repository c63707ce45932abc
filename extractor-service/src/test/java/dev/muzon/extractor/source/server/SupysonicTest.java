package dev.muzon.extractor.source.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.TrackSourceContract;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server with the Subsonic API. It checks no tokens and searches titles of songs alone. */
class SupysonicTest extends TrackSourceContract {
    private static final DoorLimits LIMITS =
            new DoorLimits(1_000_000_000, Duration.ofSeconds(3), Duration.ofSeconds(10));
    private static final String LOGIN = "ann:p%C3%A4ss%20%26%20word";

    @TempDir
    static Path home;

    @TempDir
    static Path music;

    private static Supysonic server;
    private MusicServersSource source;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                Supysonic.isInstalled(),
                "SKIPPED: no real Subsonic server is searched; apt-get install supysonic python3-waitress");
        Path album = Files.createDirectories(music.resolve("Muzon Ensemble/Waves"));
        var tones = new TestTones(FFMPEG, album);
        Path picture = new TestTones(FFMPEG, home).picture("cover", 64);
        Path plain = tones.tagged("sea", Format.MP3, 440, Duration.ofSeconds(3), "Sea Breeze", "Muzon Ensemble");
        tones.covered(plain, picture);
        Files.delete(plain);
        tones.tagged("rain", Format.FLAC, 550, Duration.ofSeconds(4), "Ночной Дождь", "Хор");
        tones.tagged("hill", Format.M4A, 660, Duration.ofSeconds(5), "Hills", "Somebody Else");
        server = Supysonic.of(music, home, "ann", "päss & word");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        source = source(LOGIN);
    }

    @AfterEach
    void close() {
        source.close();
    }

    private static MusicServersSource source(String login) throws NoSuchAlgorithmException {
        return source(login, server);
    }

    private static MusicServersSource source(String login, Supysonic server) throws NoSuchAlgorithmException {
        var address = MusicServerAddress.of("subsonic+http://" + login + "@127.0.0.1:" + server.port());
        return new MusicServersSource(
                new MusicServers(
                        List.of(MusicServerConfiguration.server(address, new ServerApi(Duration.ofSeconds(20))))),
                new Door(new OperatorServers(List.of(address)), SSLContext.getDefault(), LIMITS),
                new Ffprobe(FFMPEG));
    }

    @Override
    protected TrackSource source() {
        return source;
    }

    @Override
    protected TrackQuery present() {
        return new TrackQuery.Text("sea breeze");
    }

    @Override
    protected TrackQuery absent() {
        return new TrackQuery.Text("something that nobody sings");
    }

    private static String title(MusicServersSource source, String words) throws InterruptedException {
        return source.resolve(new TrackQuery.Text(words)).getFirst().title();
    }

    @Test
    void findsASongByTheNameOfItsArtist() throws Exception {
        assertThat(title(source, "muzon ensemble")).isEqualTo("Sea Breeze");
        assertThat(title(source, "muzon ensemble sea")).isEqualTo("Sea Breeze");
    }

    @Test
    void findsARussianSongWhateverItsCase() throws Exception {
        assertThat(title(source, "дождь")).isEqualTo("Ночной Дождь");
        assertThat(title(source, "ХОР, НОЧНОЙ ДОЖДЬ")).isEqualTo("Ночной Дождь");
    }

    @Test
    void playsASongThatWasFoundBeforeARestart() throws Exception {
        FoundTrack found = source.resolve(present()).getFirst();
        try (MusicServersSource restarted = source(LOGIN);
                MediaInput input = restarted.open(found.reference())) {
            assertThat(new Ffprobe(FFMPEG)
                            .probe(input.options(), input.location(), Duration.ofSeconds(20))
                            .duration())
                    .isEqualTo(found.media().duration());
        }
    }

    @Test
    void aCoverStandsInNobodysWayAndGivesNoLoginAway() throws Exception {
        FoundTrack found = source.resolve(present()).getFirst();

        assertThat(found.media().duration()).isBetween(Duration.ofMillis(2900), Duration.ofMillis(3100));
        assertThat(found.cover()).isNull();
        assertThat(found.link()).isNull();
        assertThat(found.reference()).doesNotContain("ann");
    }

    @Test
    void aSongThatIsGoneIsNotTakenForSound() throws Exception {
        String gone = source.resolve(present())
                .getFirst()
                .reference()
                .replaceFirst("/.*", "/00000000-0000-4000-8000-000000000000");
        var listed = new FoundTrack(gone, gone, "Gone", null, null, FoundTrack.unprobed(null));

        assertThatThrownBy(() -> source.find(listed))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND));
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (MusicServersSource wrong = source("ann:s3cret")) {
            assertThatThrownBy(() -> wrong.resolve(present())).isInstanceOfSatisfying(FailureException.class, e -> {
                assertThat(e.failure().code()).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
                assertThat(e.failure().detail()).contains("error 40").doesNotContain("s3cret");
            });
        }
    }

    @Test
    void aServerThatIsStoppedIsNamed(@TempDir Path folder) throws Exception {
        Supysonic other = Supysonic.of(music, folder, "ann", "päss & word");
        try (MusicServersSource own = source(LOGIN, other)) {
            FoundTrack found = own.resolve(present()).getFirst();
            other.close();

            assertThatThrownBy(() -> own.resolve(present()))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().detail()).contains("127.0.0.1:" + other.port()));
            assertThatThrownBy(() -> own.open(found.reference()).close()).isInstanceOf(FailureException.class);
        } finally {
            other.close();
        }
    }
}
