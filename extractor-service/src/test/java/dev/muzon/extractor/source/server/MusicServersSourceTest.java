package dev.muzon.extractor.source.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.source.FailureOrigin;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.TrackSourceContract;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import dev.muzon.testkit.web.FakeWeb;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose answers have the shapes of the real ones. */
class MusicServersSourceTest extends TrackSourceContract {
    private static final DoorLimits LIMITS =
            new DoorLimits(1_000_000_000, Duration.ofSeconds(3), Duration.ofSeconds(10));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String SUBSONIC = FakeWeb.text("subsonic-search.json");
    private static final String OK = FakeWeb.text("subsonic-song.json");
    private static final String NOTHING = FakeWeb.text("subsonic-nothing.json");
    private static final String JELLYFIN = FakeWeb.text("jellyfin-items.json");
    private static final String PLEX = FakeWeb.text("plex-search.json");

    @TempDir
    Path folder;

    private Path song;
    private TestWeb navidrome;
    private MusicServersSource source;

    @BeforeEach
    void start() throws Exception {
        song = new TestTones(FFMPEG, folder).tone("one", Format.MP3, 440, Duration.ofSeconds(3));
        navidrome = TestWeb.on("127.0.0.1")
                .serve("/rest/search3.view", exchange -> {
                    String query = exchange.getRequestURI().getQuery();
                    boolean known = query.contains("query=sea") || query.contains("query=Muzon");
                    TestWeb.answer(exchange, 200, known ? SUBSONIC : NOTHING);
                })
                .text("/rest/getSong.view", "application/json", OK)
                .file("/rest/stream.view", song);
        source = source(PATIENCE, "subsonic+http://ann:pw@127.0.0.1:" + navidrome.port());
    }

    @AfterEach
    void stop() {
        source.close();
        navidrome.close();
    }

    private static MusicServersSource source(Duration limit, String... addresses) throws NoSuchAlgorithmException {
        List<MusicServerAddress> all =
                Stream.of(addresses).map(MusicServerAddress::of).toList();
        var api = new ServerApi(limit);
        List<MusicServer> servers = all.stream()
                .map(address -> MusicServerConfiguration.server(address, api))
                .toList();
        return new MusicServersSource(
                new MusicServers(servers),
                new Door(new OperatorServers(all), SSLContext.getDefault(), LIMITS),
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
        return new TrackQuery.Text("something else");
    }

    @Test
    void aSubsonicServerNamesItsSong() throws Exception {
        FoundTrack found = source.resolve(present()).getFirst();

        assertThat(found.title()).isEqualTo("Sea Breeze");
        assertThat(found.artist()).isEqualTo("Muzon Ensemble");
        assertThat(found.reference()).isEqualTo("127.0.0.1:" + navidrome.port() + "/s-1");
        assertThat(navidrome.asked())
                .allSatisfy(request -> assertThat(request).contains("u=ann").doesNotContain("pw"));
    }

    @Test
    void aSubsonicServerTellsTheNumberOfTheRecording() throws Exception {
        assertThat(source.songs("sea breeze", 5))
                .first()
                .satisfies(hit ->
                        assertThat(hit.track().media().tag(FoundTrack.ISRC)).isEqualTo("QZES72000001"));
    }

    @Test
    void wordsThatAServerFindsOnlySinglyStillFindTheSong() throws Exception {
        assertThat(source.resolve(new TrackQuery.Text("breeze of the sea, Muzon"))
                        .getFirst()
                        .title())
                .isEqualTo("Sea Breeze");
    }

    @Test
    void oldCyrillicTagsThatAServerHandsOnAsLatinLettersAreFoundAndReadRight() throws Exception {
        String told = "{\"Items\":[{\"Id\":\"0f3a\",\"Name\":\"Ãðóïïà"
                + " êðîâè\",\"Artists\":[\"Êèíî\"],\"RunTimeTicks\":30000000}]}";
        try (TestWeb jellyfin = TestWeb.on("127.0.0.1")
                        .serve("/Items", exchange -> {
                            String query = exchange.getRequestURI().getQuery();
                            TestWeb.answer(exchange, 200, query.contains("êðîâè") ? told : "{\"Items\":[]}");
                        })
                        .file("/Audio/0f3a/stream", song);
                MusicServersSource own = source(PATIENCE, "jellyfin+http://:k3y@127.0.0.1:" + jellyfin.port())) {
            FoundTrack found = own.resolve(new TrackQuery.Text("группа крови")).getFirst();

            assertThat(found.title()).isEqualTo("Группа крови");
            assertThat(found.artist()).isEqualTo("Кино");
        }
    }

    @Test
    void aJellyfinServerIsSearchedWithItsKey() throws Exception {
        try (TestWeb jellyfin = TestWeb.on("127.0.0.1")
                        .text("/Items", "application/json", JELLYFIN)
                        .file("/Audio/0f3a/stream", song);
                MusicServersSource own = source(PATIENCE, "jellyfin+http://:k3y@127.0.0.1:" + jellyfin.port())) {
            FoundTrack found = own.resolve(present()).getFirst();

            assertThat(found.title()).isEqualTo("Sea Breeze");
            assertThat(found.artist()).isEqualTo("Muzon Ensemble");
            assertThat(found.media().duration()).isNotNull();
            assertThat(jellyfin.asked().getLast()).contains("ApiKey=k3y");
        }
    }

    @Test
    void aPlexServerPlaysTheFileThatItNames() throws Exception {
        try (TestWeb plex = TestWeb.on("127.0.0.1")
                        .text("/hubs/search", "application/json", PLEX)
                        .file("/library/parts/7/1/file.mp3", song);
                MusicServersSource own = source(PATIENCE, "plex+http://:t0ken@127.0.0.1:" + plex.port())) {
            FoundTrack found = own.resolve(present()).getFirst();

            assertThat(found.title()).isEqualTo("Sea Breeze");
            assertThat(found.artist()).isEqualTo("Muzon Ensemble");
            assertThat(found.media().duration()).isNotNull();
        }
    }

    @Test
    void aServerThatHangsIsLeftOut() throws Exception {
        try (TestWeb hanging = TestWeb.on("127.0.0.1").dripping("/rest/search3.view", song, () -> true);
                MusicServersSource both = source(
                        Duration.ofSeconds(2),
                        "subsonic+http://ann:pw@127.0.0.1:" + hanging.port(),
                        "subsonic+http://ann:pw@127.0.0.1:" + navidrome.port())) {
            assertThat(both.resolve(present()).getFirst().title()).isEqualTo("Sea Breeze");
        }
    }

    @Test
    void doesNotSayThatNothingIsThereWhileOneServerIsSilent() throws Exception {
        try (TestWeb hanging = TestWeb.on("127.0.0.1").dripping("/rest/search3.view", song, () -> true);
                MusicServersSource both = source(
                        Duration.ofSeconds(2),
                        "subsonic+http://ann:pw@127.0.0.1:" + hanging.port(),
                        "subsonic+http://ann:pw@127.0.0.1:" + navidrome.port())) {
            assertThatThrownBy(() -> both.resolve(absent()))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure())
                                    .isInstanceOf(Failure.Transient.class)
                                    .satisfies(it -> assertThat(FailureOrigin.isOutage(it))
                                            .as("an outage of the server that answered")
                                            .isFalse()));
        }
    }

    @Test
    void aRefusedLoginIsNotTakenForAnEmptyServer() throws Exception {
        String refused = "{\"subsonic-response\":{\"status\":\"failed\",\"error\":{\"code\":40,\"message\":\"no\"}}}";
        try (TestWeb strict = TestWeb.on("127.0.0.1").text("/rest/search3.view", "application/json", refused);
                MusicServersSource own = source(PATIENCE, "subsonic+http://ann:pw@127.0.0.1:" + strict.port())) {
            assertThatThrownBy(() -> own.resolve(present())).isInstanceOfSatisfying(FailureException.class, e -> {
                assertThat(e.failure().code()).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
                assertThat(e.failure().detail()).contains("error 40").doesNotContain("pw");
            });
        }
    }

    @Test
    void aRedirectLeadsToNoOtherServer() throws Exception {
        try (TestWeb inside = TestWeb.on("127.0.0.1").file("/secret.mp3", song);
                TestWeb sly = TestWeb.on("127.0.0.1")
                        .text("/rest/search3.view", "application/json", SUBSONIC)
                        .text("/rest/getSong.view", "application/json", OK)
                        .redirect("/rest/stream.view", inside.url("/secret.mp3"));
                MusicServersSource own = source(PATIENCE, "subsonic+http://ann:pw@127.0.0.1:" + sly.port())) {
            assertThatThrownBy(() -> own.resolve(present()))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            e -> assertThat(e.failure().code()).isEqualTo(FailureCode.URL_FORBIDDEN));
            assertThat(inside.asked()).isEmpty();
        }
    }
}
