package dev.muzon.extractor.source.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.ffmpeg.MediaInfo;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of links to sites other than YouTube with the real yt-dlp. They need {@code deploy/ytdlp/install.sh}. */
@Timeout(120)
class SiteLinksTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final Path INSTALLED = Path.of("../deploy/ytdlp/installed").toAbsolutePath();

    @TempDir
    static Path folder;

    private static byte[] nocturne;
    private static byte[] waltz;

    private FakeSites sites;
    private Door door;
    private YtDlpSource source;

    @BeforeAll
    static void makeSongs() throws IOException {
        var tones = new TestTones(FFMPEG, folder);
        nocturne = Files.readAllBytes(tones.tone("nocturne", Format.MP3, 440, Duration.ofSeconds(90)));
        waltz = Files.readAllBytes(tones.tone("waltz", Format.MP3, 550, Duration.ofSeconds(60)));
    }

    @BeforeEach
    void open() throws Exception {
        assumeThat(INSTALLED.resolve("yt-dlp"))
                .as("yt-dlp is missing: deploy/ytdlp/install.sh installs it")
                .isDirectory();
        sites = new FakeSites(folder);
        var guard = new AddressGuard(
                List.of(IpNetwork.valueOf("127.0.0.0/8")), List.of(), _ -> new InetAddress[] {sites.host()});
        door = new Door(
                guard, sites.keys().client(), new DoorLimits(100 << 20, Duration.ofSeconds(5), Duration.ofSeconds(10)));
        var settings = new YtDlpProperties(
                INSTALLED,
                Path.of("/usr/bin/python3"),
                sites.keys().certificate(),
                50,
                4,
                Duration.ofSeconds(40),
                null,
                folder.resolve("cookie-copies"));
        var egress = new Egress(sites.proxyPort(), "http://127.0.0.1:" + sites.proxyPort());
        var pages = new PageReader(
                new YtDlpInstallation(settings),
                new YtDlpWorker(settings, egress),
                CookiePoolTest.NOBODY,
                new MonotonicClock(Clock.systemUTC()),
                new SimpleMeterRegistry());
        source = new YtDlpSource(settings, pages, door, new Ffprobe(FFMPEG), Clock.systemUTC());
        pages.warmUp();
        soundCloud();
    }

    @AfterEach
    void close() throws Exception {
        if (source != null) {
            source.close();
            door.close();
            sites.close();
        }
    }

    private void soundCloud() throws IOException {
        sites.page("soundcloud.com/", "soundcloud-home.html")
                .page("a-v2.sndcdn.com/assets/51-5678abcd.js", "soundcloud-assets.js")
                .page(
                        "api-v2.soundcloud.com/media/soundcloud:tracks:101/0f1e2d3c/stream/progressive",
                        "soundcloud-stream.json")
                .page(
                        "api-v2.soundcloud.com/media/soundcloud:tracks:103/0f1e2d3c/preview/progressive",
                        "soundcloud-stream.json")
                .sound("cf-media.sndcdn.com/nocturne.128.mp3", nocturne);
    }

    private List<FoundTrack> found(String link) throws InterruptedException {
        var query = new TrackQuery.Link(link);
        assertThat(source.answers(query)).as(link).isTrue();
        return source.resolve(query);
    }

    private FailureCode failure(String link) {
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> found(link));
        assertThat(thrown).as(link).isNotNull();
        return thrown.failure().code();
    }

    private Duration sound(FoundTrack track) throws Exception {
        try (MediaInput input = source.open(track.reference())) {
            MediaInfo media =
                    new Ffprobe(FFMPEG).probe(input.options(), input.location(), input.reach(), Duration.ofSeconds(20));
            return Duration.ofSeconds(Math.round(media.duration().toMillis() / 1000.0));
        }
    }

    private void isTheNocturne(FoundTrack track, String artist) throws Exception {
        assertThat(track.title()).endsWith("Nocturne");
        assertThat(track.artist()).isEqualTo(artist);
        assertThat(sound(track)).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aTrackOfSoundCloudIsFoundAndOpened() throws Exception {
        sites.page("api-v2.soundcloud.com/resolve", "soundcloud-track.json");
        FoundTrack track =
                found("https://soundcloud.com/ensemble/nocturne?si=abc").getFirst();
        isTheNocturne(track, "The Ensemble");
        assertThat(track.key()).isEqualTo("Soundcloud:101");
    }

    @ParameterizedTest
    @CsvSource({
        "soundcloud-drm.json, web.drm",
        "soundcloud-blocked.json, web.country",
        "soundcloud-preview.json, web.members-only"
    })
    void aTrackThatSoundCloudDoesNotGiveWholeIsExplained(String file, String code) throws Exception {
        sites.page("api-v2.soundcloud.com/resolve", file);
        assertThat(failure("https://soundcloud.com/ensemble/song").value()).isEqualTo(code);
    }

    @Test
    void aTrackThatSoundCloudRemovedIsCalledRemoved() {
        assertThat(failure("https://soundcloud.com/ensemble/gone")).isEqualTo(FailureCode.WEB_REMOVED);
    }

    @Test
    void aTrackAndAnAlbumOfBandcampAreFoundAndOpened() throws Exception {
        sites.page("ensemble.bandcamp.com/track/nocturne", "bandcamp-track.html")
                .page("ensemble.bandcamp.com/album/night-pieces", "bandcamp-album.html")
                .sound("t4.bcbits.com/stream/201/mp3-128/201", nocturne);
        isTheNocturne(found("https://ensemble.bandcamp.com/track/nocturne").getFirst(), "Ensemble");
        List<FoundTrack> album = found("https://ensemble.bandcamp.com/album/night-pieces");
        assertThat(album).extracting(FoundTrack::title).containsExactly("Nocturne", "Waltz");
        assertThat(sound(album.getFirst())).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aBandcampThatSuspectsABotIsNamedAsThat() throws Exception {
        sites.page("ensemble.bandcamp.com/track/nocturne", "bandcamp-challenge.html");
        assertThat(failure("https://ensemble.bandcamp.com/track/nocturne")).isEqualTo(FailureCode.WEB_BOT_CHECK);
    }

    @Test
    void anItemOfTheInternetArchiveIsFoundAndOpened() throws Exception {
        assumeThat(sites.hasTheUsualPort())
                .as("no port 443 here, which wants root")
                .isTrue();
        sites.page("archive.org/embed/nocturne_2026", "archive-embed-one.html")
                .page("archive.org/metadata/nocturne_2026", "archive-metadata-one.json");
        archived("nocturne_2026/nocturne.mp3", nocturne);
        isTheNocturne(found("https://archive.org/details/nocturne_2026").getFirst(), "Ensemble");
    }

    @Test
    void everyFileOfAnItemOfTheInternetArchivePlaysItsOwnSound() throws Exception {
        assumeThat(sites.hasTheUsualPort())
                .as("no port 443 here, which wants root")
                .isTrue();
        sites.page("archive.org/embed/night_pieces", "archive-embed-two.html")
                .page("archive.org/metadata/night_pieces", "archive-metadata-two.json");
        archived("night_pieces/nocturne.mp3", nocturne);
        archived("night_pieces/slow waltz.mp3", waltz);
        List<FoundTrack> item = found("https://archive.org/details/night_pieces");
        assertThat(item).extracting(FoundTrack::title).containsExactly("Nocturne", "Slow Waltz");
        assertThat(item).extracting(FoundTrack::key).doesNotHaveDuplicates();
        assertThat(sound(item.get(0))).isEqualTo(Duration.ofSeconds(90));
        assertThat(sound(item.get(1))).isEqualTo(Duration.ofSeconds(60));
    }

    private void archived(String file, byte[] bytes) {
        sites.serve("archive.org/download/" + file, exchange -> {
            exchange.getResponseHeaders()
                    .set("Location", "https://t4.bcbits.com:" + sites.port() + "/" + file.replace(' ', '_'));
            exchange.sendResponseHeaders(302, -1);
        });
        sites.sound("t4.bcbits.com/" + file.replace(' ', '_'), bytes);
    }

    @Test
    void aTrackOfJamendoIsFound() throws Exception {
        assumeThat(sites.hasTheUsualPort())
                .as("no port 443 here, which wants root")
                .isTrue();
        sites.page("www.jamendo.com/api/tracks", "jamendo-track.json")
                .page("www.jamendo.com/api/artists", "jamendo-artist.json")
                .page("www.jamendo.com/api/albums", "jamendo-album.json")
                .sound("flac.jamendo.com/", nocturne);
        isTheNocturne(found("https://www.jamendo.com/track/301/nocturne").getFirst(), "Ensemble");
    }
}
