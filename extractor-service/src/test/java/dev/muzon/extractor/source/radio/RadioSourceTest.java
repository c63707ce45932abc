package dev.muzon.extractor.source.radio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.HttpLink;
import dev.muzon.extractor.source.FakeServices;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.TrackSourceContract;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of stations from a directory with the shapes of radio-browser. */
@Timeout(120)
class RadioSourceTest extends TrackSourceContract {
    private static final String SEARCH = "/json/stations/search";

    @TempDir
    Path folder;

    private FakeServices services;
    private Documents documents;
    private Door door;
    private RadioSource source;

    @BeforeEach
    void start() throws Exception {
        Path song = new TestTones(FFMPEG, folder).tone("one", Format.MP3, 440, Duration.ofSeconds(3));
        services = new FakeServices();
        services.web().song(Files.readAllBytes(song));
        documents = services.documents();
        door = new Door(services.guard(), services.trust(), FakeServices.LIMITS);
        var entrance = HttpLink.parse(services.origin("all.api.radio-browser.info"));
        source = new RadioSource(
                new StationDirectory(
                        documents, entrance, Duration.ofSeconds(20), new MonotonicClock(TestClock.create())),
                door,
                new Ffprobe(FFMPEG));
    }

    @AfterEach
    void stop() throws IOException {
        documents.close();
        door.close();
        services.close();
    }

    @Override
    protected TrackSource source() {
        return source;
    }

    @Override
    protected TrackQuery present() {
        return new TrackQuery.Station("jazz");
    }

    @Override
    protected TrackQuery absent() {
        return new TrackQuery.Station("polka");
    }

    private String stations() {
        return services.golden("radio-stations.json");
    }

    private void tell(String stations) {
        services.text(SEARCH, "application/json", stations);
    }

    private FailureCode failure(String words) {
        FailureException thrown =
                catchThrowableOfType(FailureException.class, () -> source.resolve(new TrackQuery.Station(words)));
        assertThat(thrown).isNotNull();
        return thrown.failure().code();
    }

    @Test
    void aStationThatIsCalledExactlySoComesFirst() throws Exception {
        var agent = new AtomicReference<String>();
        String stations = stations();
        services.serve(SEARCH, exchange -> {
            agent.set(exchange.getRequestHeaders().getFirst("User-Agent"));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            TestWeb.answer(exchange, 200, stations);
        });
        FoundTrack found = source.resolve(present()).getFirst();
        assertThat(found.title()).isEqualTo("Jazz");
        assertThat(found.reference()).endsWith("/second");
        assertThat(services.asked())
                .filteredOn(asked -> asked.contains(SEARCH))
                .singleElement()
                .asString()
                .contains("hidebroken=true", "order=clickcount", "limit=20");
        assertThat(agent.get()).startsWith("Muzon/");
    }

    @Test
    void aKindOfMusicFindsAStationThatNoNameFinds() throws Exception {
        FoundTrack found = source.resolve(new TrackQuery.Station("smooth")).getFirst();
        assertThat(found.title()).isEqualTo("Smooth Jazz Radio");
        assertThat(found.reference()).endsWith("/live");
        assertThat(found.link()).isEqualTo("https://station.example/");
    }

    @Test
    void aStationThatIsAwayIsFollowedByTheNext() throws Exception {
        tell(stations().replace("/second", "/missing"));
        assertThat(source.resolve(present()).getFirst().title()).isEqualTo("Smooth Jazz Radio");
    }

    @Test
    void playingAStationCountsAClickAndFindingItDoesNot() throws Exception {
        FoundTrack found = source.resolve(present()).getFirst();
        assertThat(services.asked()).noneMatch(request -> request.contains("/json/url/"));
        source.open(found.reference()).close();
        await().untilAsserted(() -> assertThat(services.asked()).contains("GET /json/url/" + found.key()));
    }

    @Test
    void nothingFoundAndNothingThatPlaysAreNoStation() {
        assertThat(failure("polka")).isEqualTo(FailureCode.NO_STATION);
        tell(stations().replace("/second", "/missing").replace("/live", "/missing"));
        assertThat(failure("jazz")).isEqualTo(FailureCode.NO_STATION);
    }

    @Test
    void aStationInAPrivateNetworkIsNotPlayed() {
        tell(stations().replace("stations.example", "inside.example"));
        assertThat(failure("jazz")).isEqualTo(FailureCode.NO_STATION);
    }

    @Test
    void aMirrorThatFailsIsFollowedByTheNext() throws Exception {
        String stations = stations();
        services.serve(SEARCH, exchange -> {
            boolean first = services.asked().stream()
                            .filter(request -> request.contains(SEARCH))
                            .count()
                    == 1;
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            TestWeb.answer(exchange, first ? 502 : 200, stations);
        });
        assertThat(source.resolve(present())).hasSize(1);
    }

    @Test
    void theEntranceIsAskedWhenItDoesNotNameItsMirrors() throws Exception {
        services.status("/json/servers", 500, Map.of());
        assertThat(source.resolve(present())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            500 | application/json | no
            429 | application/json | no
            200 | text/html | <html></html>
            200 | application/json | {"
            """)
    void aDirectoryThatIsAwayIsAnOutage(int status, String type, String body) {
        services.serve(SEARCH, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", type);
            TestWeb.answer(exchange, status, body);
        });
        assertThat(failure("jazz")).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
    }
}
