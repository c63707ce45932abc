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
import dev.muzon.testkit.web.Face;
import dev.muzon.testkit.web.FakeWeb;
import dev.muzon.testkit.web.WebKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
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

    private static final int HTTPS = 443;

    @TempDir
    static Path folder;

    private static byte[] nocturne;
    private static byte[] waltz;

    private FakeWeb sites;
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
        sites = new FakeWeb(address(), WebKeys.in(folder, FakeWeb.HOSTS))
                .open(Face.values())
                .song(nocturne);
        var guard = new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.0/8")), List.of(), _ ->
                new InetAddress[] {sites.address().getAddress()});
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
    }

    @AfterEach
    void close() throws Exception {
        if (source != null) {
            source.close();
            door.close();
            sites.close();
        }
    }

    /** Returns the usual port of an address that no other test has, where this user may open it. */
    private static InetSocketAddress address() throws IOException {
        var random = ThreadLocalRandom.current();
        var usual = new InetSocketAddress(
                InetAddress.ofLiteral("127." + random.nextInt(1, 255) + "." + random.nextInt(1, 255) + ".7"), HTTPS);
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(usual);
            return usual;
        } catch (IOException e) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        }
    }

    private void assumeTheUsualPort() {
        assumeThat(sites.port()).as("no port 443 here, which wants root").isEqualTo(HTTPS);
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
        sites.golden("api-v2.soundcloud.com/resolve", file);
        assertThat(failure("https://soundcloud.com/ensemble/song").value()).isEqualTo(code);
    }

    @Test
    void aTrackThatSoundCloudRemovedIsCalledRemoved() {
        assertThat(failure("https://soundcloud.com/ensemble/gone")).isEqualTo(FailureCode.WEB_REMOVED);
    }

    @Test
    void aTrackAndAnAlbumOfBandcampAreFoundAndOpened() throws Exception {
        isTheNocturne(found("https://ensemble.bandcamp.com/track/nocturne").getFirst(), "Ensemble");
        List<FoundTrack> album = found("https://ensemble.bandcamp.com/album/night-pieces");
        assertThat(album).extracting(FoundTrack::title).containsExactly("Nocturne", "Waltz");
        assertThat(sound(album.getFirst())).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aBandcampThatSuspectsABotIsNamedAsThat() throws Exception {
        sites.golden("ensemble.bandcamp.com/track/nocturne", "bandcamp-challenge.html");
        assertThat(failure("https://ensemble.bandcamp.com/track/nocturne")).isEqualTo(FailureCode.WEB_BOT_CHECK);
    }

    @Test
    void anItemOfTheInternetArchiveIsFoundAndOpened() throws Exception {
        assumeTheUsualPort();
        isTheNocturne(found("https://archive.org/details/nocturne_2026").getFirst(), "Ensemble");
    }

    @Test
    void everyFileOfAnItemOfTheInternetArchivePlaysItsOwnSound() throws Exception {
        assumeTheUsualPort();
        sites.serve("/1/items/night_pieces/slow_waltz.mp3", exchange -> FakeWeb.send(exchange, "audio/mpeg", waltz));
        List<FoundTrack> item = found("https://archive.org/details/night_pieces");
        assertThat(item).extracting(FoundTrack::title).containsExactly("Nocturne", "Slow Waltz");
        assertThat(item).extracting(FoundTrack::key).doesNotHaveDuplicates();
        assertThat(sound(item.get(0))).isEqualTo(Duration.ofSeconds(90));
        assertThat(sound(item.get(1))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aTrackOfJamendoIsFound() throws Exception {
        assumeTheUsualPort();
        isTheNocturne(found("https://www.jamendo.com/track/301/nocturne").getFirst(), "Ensemble");
    }
}
