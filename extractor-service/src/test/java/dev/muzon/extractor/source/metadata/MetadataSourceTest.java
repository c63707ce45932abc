package dev.muzon.extractor.source.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpHandler;
import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.Documents;
import dev.muzon.extractor.source.FakeServices;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.extractor.source.ServicePages;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.TrackSourceContract;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.config.Secret;
import dev.muzon.testkit.TestClock;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of links to music services, whose answers have the shapes of the real ones. */
@Timeout(120)
class MetadataSourceTest extends TrackSourceContract {
    private static final String TRACK = "https://open.spotify.com/track/1111111111111111111111?si=x";
    private static final String PLAYLIST = "0d1e2f3a-4b5c-6d7e-8f90-a1b2c3d4e5f6";
    private static final String EMBED = "/embed/track/1111111111111111111111";
    private static final String PAGE = "/track/1111111111111111111111";

    @TempDir
    static Path folder;

    private static Path song;

    private final TestClock clock = TestClock.create();
    private final MonotonicClock time = new MonotonicClock(clock, clock::nanos);
    private static final String REFUSED = "https://youtu.be/abcdefghijk";

    private final FakeSongs library = new FakeSongs("library", true);
    private final FakeSongs web = new FakeSongs("web", false);
    private final List<TrackSource> sources = new ArrayList<>(List.of(library, web));
    private final CountDownLatch closed = new CountDownLatch(1);
    private FakeServices services;
    private Documents documents;
    private MetadataSource source;

    @BeforeAll
    static void makeSong() throws IOException {
        song = new TestTones(FFMPEG, folder).tone("one", Format.MP3, 440, Duration.ofSeconds(3));
    }

    @BeforeEach
    void start() throws Exception {
        library.song("Sea Breeze", "Muzon Ensemble", Duration.ofSeconds(3), song);
        services = new FakeServices();
        documents = services.documents();
        source = source(settings("", "", "apple", "yandex", Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() throws IOException {
        closed.countDown();
        documents.close();
        services.close();
    }

    private static MetadataProperties settings(
            String spotifyId, String spotifySecret, String apple, String yandex, Duration limit) {
        return new MetadataProperties(
                2,
                spotifyId,
                new Secret(spotifySecret),
                "",
                new Secret(""),
                new Secret(apple),
                new Secret(yandex),
                limit);
    }

    private MetadataSource ofTidal() throws IOException {
        var secret = new Secret("s3cret");
        var none = new Secret("");
        return source(new MetadataProperties(5, "", none, "id", secret, none, none, Duration.ofSeconds(20)));
    }

    private MetadataSource source(MetadataProperties settings) {
        var pages = new ServicePages(documents, services::origin, settings.pageLimit(), time);
        return new MetadataSource(
                MetadataConfiguration.services(settings, pages, time),
                new PageNames(pages),
                new SongFinder(() -> sources),
                new Ffprobe(FFMPEG),
                settings.playlistLimit());
    }

    @Override
    protected TrackSource source() {
        return source;
    }

    @Override
    protected TrackQuery present() {
        return new TrackQuery.Link(TRACK);
    }

    @Override
    protected TrackQuery absent() {
        return new TrackQuery.Link("https://open.spotify.com/track/0000000000000000000000");
    }

    @Override
    protected SourceView.Kind kind() {
        return SourceView.Kind.SERVICES;
    }

    private FailureException failure(MetadataSource asked, String link) {
        FailureException thrown =
                catchThrowableOfType(FailureException.class, () -> asked.resolve(new TrackQuery.Link(link)));
        assertThat(thrown).as(link).isNotNull();
        return thrown;
    }

    private FailureCode code(String link) {
        return failure(source, link).failure().code();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRACK,
                "https://open.spotify.com/intl-de/track/1111111111111111111111",
                "https://www.deezer.com/fr/track/3135556",
                "https://music.apple.com/us/album/sea-breeze/900?i=901",
                "https://music.apple.com/us/song/sea-breeze/901",
                "https://tidal.com/browse/track/77646169",
                "https://music.amazon.com/albums/B0ABCDEFGH?trackAsin=B0ABCDEFGI",
                "https://music.yandex.ru/album/700/track/5555",
                "https://music.youtube.com/watch?v=abcdefghijk"
            })
    void aSongOfEachServiceIsFoundElsewhereAndOpens(String link) throws Exception {
        assertThat(source.answers(new TrackQuery.Link(link))).isTrue();
        FoundTrack found = source.resolve(new TrackQuery.Link(link)).getFirst();
        assertThat(found.title()).isEqualTo("Sea Breeze");
        assertThat(found.artist()).isEqualTo("Muzon Ensemble");
        assertThat(found.closest()).isFalse();
        try (MediaInput input = source.open(found.reference())) {
            assertThat(input.location()).contains("one.mp3");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://open.spotify.com/playlist/2222222222222222222222, 2",
        "https://open.spotify.com/intl-fr/album/6666666666666666666666?si=x, 2",
        "https://www.deezer.com/fr/playlist/908622995, 2",
        "https://tidal.com/browse/album/77646164, 2",
        "https://www.deezer.com/album/302127, 2",
        "https://music.apple.com/us/album/coast/900, 2",
        "https://music.apple.com/us/playlist/evening/pl.abc, 1",
        "https://music.yandex.ru/album/700, 2",
        "https://music.yandex.ru/users/ann/playlists/3, 1",
        "https://music.yandex.ru/playlists/0d1e2f3a-4b5c-6d7e-8f90-a1b2c3d4e5f6?utm_source=web, 2",
        "https://music.yandex.com/playlists/lk.0d1e2f3a-4b5c-6d7e-8f90-a1b2c3d4e5f6, 2"
    })
    void theSongsOfAListAreQueuedInOrderAndLookedForWhenTheyPlay(String link, int songs) throws Exception {
        List<FoundTrack> found = source.resolve(new TrackQuery.Link(link));
        assertThat(found).hasSize(songs);
        assertThat(found.getFirst().title()).isEqualTo("Sea Breeze");
        assertThat(found.getFirst().media().duration()).isEqualTo(Duration.ofSeconds(3));
        assertThat(library.searched()).isEmpty();

        source.open(found.getFirst().reference()).close();
        assertThat(library.searched()).containsExactly("Muzon Ensemble Sea Breeze");
    }

    @Test
    void aShortLinkLeadsToItsSong() throws Exception {
        services.status("/s/abc", 302, Map.of("Location", services.origin("www.deezer.com") + "/fr/track/3135556"))
                .text("/fr/track/3135556", "text/html", "<html></html>");
        assertThat(source.resolve(new TrackQuery.Link("https://link.deezer.com/s/abc")))
                .extracting(FoundTrack::title)
                .containsExactly("Sea Breeze");
    }

    @Test
    void spotifyIsAskedByItsApiWhereTheOperatorHasAKey() throws Exception {
        MetadataSource keyed = source(settings("id", "s3cret", "", "", Duration.ofSeconds(20)));
        keyed.resolve(present());
        keyed.resolve(present());
        assertThat(services.asked())
                .containsOnlyOnce("POST /api/token")
                .doesNotContain("GET " + EMBED)
                .noneMatch(request -> request.contains("s3cret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"album/6666666666666666666666", "playlist/2222222222222222222222"})
    void spotifysApiTellsTheSongsOfAListWhereTheOperatorHasAKey(String list) throws Exception {
        MetadataSource keyed = source(settings("id", "s3cret", "", "", Duration.ofSeconds(20)));
        assertThat(keyed.resolve(new TrackQuery.Link("https://open.spotify.com/" + list)))
                .extracting(FoundTrack::title)
                .containsExactly("Sea Breeze", "Night Train");
        assertThat(services.asked()).noneMatch(request -> request.contains("/embed/"));
    }

    // Lists ended after 50 songs.
    @Test
    void aListOfSpotifyEndedWithItsFirstPage() throws Exception {
        services.serve("/v1/playlists/2222222222222222222222/items", exchange -> {
            Matcher asked = Pattern.compile("limit=(\\d+)&offset=(\\d+)")
                    .matcher(exchange.getRequestURI().getQuery());
            assertThat(asked.matches()).isTrue();
            int offset = Integer.parseInt(asked.group(2));
            String items = IntStream.range(offset, offset + Integer.parseInt(asked.group(1)))
                    .mapToObj("{\"item\":{\"id\":\"%1$022d\",\"name\":\"Song %1$d\",\"artists\":[]}}"::formatted)
                    .collect(Collectors.joining(","));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            TestWeb.answer(exchange, 200, "{\"items\":[" + items + "],\"next\":\"more\"}");
        });
        var none = new Secret("");
        MetadataSource keyed = source(
                new MetadataProperties(120, "id", new Secret("s3cret"), "", none, none, none, Duration.ofSeconds(20)));
        assertThat(keyed.resolve(new TrackQuery.Link("https://open.spotify.com/playlist/2222222222222222222222")))
                .extracting(FoundTrack::title)
                .containsExactlyElementsOf(
                        IntStream.range(0, 120).mapToObj("Song %d"::formatted).toList());
    }

    @Test
    void spotifysPageIsReadWhenItsApiRefuses() throws Exception {
        services.status("/api/token", 401, Map.of());
        MetadataSource keyed = source(settings("id", "wrong", "", "", Duration.ofSeconds(20)));
        assertThat(keyed.resolve(present())).hasSize(1);
    }

    @Test
    void spotifysOrdinaryPageHelpsWhenTheOneForEmbeddingHasChanged() throws Exception {
        services.text(EMBED, "text/html", "<html>new shape</html>");
        assertThat(source.resolve(present())).extracting(FoundTrack::artist).containsExactly("Muzon Ensemble");
    }

    @Test
    void aServiceThatNeedsAKeySaysSoWithoutOne() {
        MetadataSource keyless = source(settings("", "", "", "", Duration.ofSeconds(20)));
        for (String link : List.of(
                "https://music.yandex.ru/album/700/track/5555",
                "https://music.yandex.ru/playlists/" + PLAYLIST,
                "https://tidal.com/playlist/" + PLAYLIST,
                "https://music.apple.com/us/playlist/evening/pl.abc")) {
            Failure failure = failure(keyless, link).failure();
            assertThat(failure.code()).isEqualTo(FailureCode.WEB_NO_KEY);
            assertThat(failure.detail()).contains("MUZON_METADATA_");
        }
    }

    @Test
    void aKeyThatIsNotAcceptedIsToldWithoutTheKey() {
        services.status("/tracks/5555", 401, Map.of());
        Failure failure = failure(source, "https://music.yandex.ru/track/5555").failure();
        assertThat(failure.code()).isEqualTo(FailureCode.WEB_NO_KEY);
        assertThat(failure.detail()).doesNotContain("yandex");
    }

    @Test
    void theOperatorsOwnMusicComesBeforeTheWeb() throws Exception {
        web.song("Sea Breeze", "Muzon Ensemble - Topic", Duration.ofSeconds(3), folder.resolve("missing.mp3"));
        source.resolve(present());
        assertThat(web.searched()).isEmpty();
    }

    @Test
    void theClosestMatchIsSaidToBeOneAndShownByItsOwnName() throws Exception {
        sources.remove(library);
        web.song("Muzon Ensemble - Sea Breeze", "A fan", Duration.ofSeconds(5), song);
        services.text(EMBED, "text/html", golden().replace("\"duration\":3000", "\"duration\":23000"));
        FoundTrack found = source.resolve(present()).getFirst();
        assertThat(found.closest()).isTrue();
        assertThat(found.title()).isEqualTo("Muzon Ensemble - Sea Breeze");
    }

    private String golden() {
        return services.golden("spotify-embed-track.html");
    }

    @Test
    void aRecordingIsAlsoLookedForByItsNumber() {
        sources.remove(library);
        assertThat(code("https://www.deezer.com/track/3135556")).isEqualTo(FailureCode.NOTHING_FOUND);
        assertThat(web.searched()).containsExactly("Muzon Ensemble Sea Breeze", "\"QZES72000001\"");
    }

    @Test
    void aCandidateThatDoesNotPlayIsFollowedByTheNext() throws Exception {
        sources.remove(library);
        web.song("Sea Breeze", "Muzon Ensemble - Topic", Duration.ofSeconds(3), folder.resolve("missing.mp3"))
                .song("Sea Breeze", "Muzon Ensemble", Duration.ofSeconds(3), song);
        assertThat(source.resolve(present())).hasSize(1);
    }

    private boolean isKept(SoughtSong song, @Nullable String from) throws InterruptedException {
        String reference =
                new Reference(song, from, from == null ? null : MetadataSourceTest.song.toString()).written();
        try (MediaInput input = source.open(reference)) {
            return input.bytes() != null;
        }
    }

    // Songs of Spotify and the others were fetched again each time they played.
    @Test
    void aSongOfAServiceWasNeverKept() throws Exception {
        var sought = new SoughtSong("k", "Sea Breeze", List.of("Muzon Ensemble"), null, 3.0, null);
        web.song("Sea Breeze", "Muzon Ensemble", Duration.ofSeconds(3), song);

        assertThat(source.freshFor()).isEqualTo(Duration.ofDays(7));
        assertThat(isKept(sought, "web")).isTrue();
        sources.remove(library);
        assertThat(isKept(sought, null)).isTrue();
    }

    // A similar song of a playlist played under the name of the wanted one, and so did one for a song that was gone.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSimilarSongIsNamedWhereItPlaysForTheWantedOne(boolean gone) throws Exception {
        sources.remove(library);
        web.song("Muzon Ensemble - Sea Breeze", "A fan", Duration.ofSeconds(5), song);
        String missing = folder.resolve("missing.mp3").toString();
        var sought = new SoughtSong("k", "Sea Breeze", List.of("Muzon Ensemble"), null, 23.0, null);
        var reference = new Reference(sought, gone ? "web" : null, gone ? missing : null);

        try (MediaInput input = source.open(reference.written())) {
            assertThat(input.substitute()).isEqualTo("A fan – Muzon Ensemble - Sea Breeze");
            assertThat(input.bytes()).as("kept as the wanted song").isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theWantedSongIsNoSubstitute(boolean gone) throws Exception {
        String missing = folder.resolve("missing.mp3").toString();
        var sought = new SoughtSong("k", "Sea Breeze", List.of("Muzon Ensemble"), null, 3.0, null);
        var reference = new Reference(sought, gone ? "web" : null, gone ? missing : null);

        try (MediaInput input = source.open(reference.written())) {
            assertThat(input.substitute()).isNull();
        }
    }

    @Test
    void theOperatorsOwnMusicIsNotKeptForASongOfAService() throws Exception {
        var sought = new SoughtSong("k", "Sea Breeze", List.of("Muzon Ensemble"), null, 3.0, null);

        assertThat(isKept(sought, "library")).isFalse();
        assertThat(isKept(sought, null)).isFalse();
    }

    @Test
    void aSongThatIsGoneWhereItWasFoundIsLookedForAgain() throws Exception {
        String stored = new Reference(
                        new SoughtSong("k", "Sea Breeze", List.of("Muzon Ensemble"), null, 3.0, null),
                        "web",
                        folder.resolve("missing.mp3").toString())
                .written();
        try (MediaInput input = source.open(stored)) {
            assertThat(input.location()).contains("one.mp3");
            assertThat(input.bytes())
                    .as("another recording than the known one is not kept")
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, WEB_REMOVED",
        "410, WEB_REMOVED",
        "403, WEB_BOT_CHECK",
        "401, WEB_LOGIN",
        "451, WEB_COUNTRY",
        "500, SOURCE_UNAVAILABLE",
        "302, WEB_CHANGED"
    })
    void aServiceThatRefusesSaysWhy(int status, FailureCode code) {
        services.status(EMBED, status, Map.of()).status(PAGE, status, Map.of());
        assertThat(code(TRACK)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://tidal.com/playlist/", "https://listen.tidal.com/browse/playlist/"})
    void thePagesOfAPlaylistOfTidalAreReadWithAClient(String start) throws Exception {
        services.serve("/v2/playlists/" + PLAYLIST + "/relationships/items", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.api+json");
            boolean next = exchange.getRequestURI().getQuery().contains("page[cursor]=Q3Vyc29y");
            TestWeb.answer(exchange, 200, services.golden(next ? "tidal-playlist-end.json" : "tidal-playlist.json"));
        });
        MetadataSource keyed = ofTidal();
        List<FoundTrack> found = keyed.resolve(new TrackQuery.Link(start + PLAYLIST + "?u"));
        keyed.resolve(new TrackQuery.Link(start + PLAYLIST));

        assertThat(found).extracting(FoundTrack::title).containsExactly("Sea Breeze", "Night Train (Live)");
        assertThat(found).extracting(FoundTrack::artist).containsOnly("Muzon Ensemble");
        assertThat(found)
                .extracting(track -> track.media().duration())
                .containsExactly(Duration.ofSeconds(3), Duration.ofSeconds(242));
        assertThat(services.asked())
                .containsOnlyOnce("POST /v1/oauth2/token")
                .noneMatch(request -> request.contains("s3cret"));
        keyed.open(found.getFirst().reference()).close();
        assertThat(library.searched()).containsExactly("Muzon Ensemble Sea Breeze");
    }

    @ParameterizedTest
    @CsvSource({"404, WEB_REMOVED", "403, WEB_BOT_CHECK", "451, WEB_COUNTRY", "401, WEB_NO_KEY"})
    void aPlaylistOfTidalThatIsRefusedSaysWhy(int status, FailureCode code) throws Exception {
        services.status("/v2/playlists/" + PLAYLIST + "/relationships/items", status, Map.of());
        assertThat(failure(ofTidal(), "https://tidal.com/playlist/" + PLAYLIST)
                        .failure()
                        .code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"data\":{}}", "[]"})
    void aPlaylistOfTidalInAnotherShapeHasChanged(String body) throws Exception {
        services.text("/v2/playlists/" + PLAYLIST + "/relationships/items", "application/vnd.api+json", body);
        assertThat(failure(ofTidal(), "https://tidal.com/playlist/" + PLAYLIST)
                        .failure()
                        .code())
                .isEqualTo(FailureCode.WEB_CHANGED);
    }

    @ParameterizedTest
    @CsvSource({"404, WEB_REMOVED", "403, WEB_BOT_CHECK", "451, WEB_COUNTRY", "401, WEB_NO_KEY"})
    void aPlaylistOfYandexThatIsRefusedSaysWhy(int status, FailureCode code) {
        services.status("/playlist/" + PLAYLIST, status, Map.of());
        assertThat(code("https://music.yandex.ru/playlists/" + PLAYLIST)).isEqualTo(code);
    }

    @Test
    void aPlaylistOfYandexWithoutTracksHasChanged() {
        services.text("/playlist/" + PLAYLIST, "application/json", "{\"result\":{\"title\":\"Evening\"}}");
        assertThat(code("https://music.yandex.ru/playlists/" + PLAYLIST)).isEqualTo(FailureCode.WEB_CHANGED);
    }

    @Test
    void aServiceThatWantsSilenceIsNotAskedUntilThen() throws Exception {
        services.status(EMBED, 429, Map.of("Retry-After", "30"));
        assertThat(failure(source, TRACK).failure())
                .isEqualTo(Failure.retryAfter(
                        FailureCode.SOURCE_UNAVAILABLE, "Spotify answers HTTP 429", Duration.ofSeconds(30)));
        services.golden(EMBED, "spotify-embed-track.html");
        clock.advance(Duration.ofSeconds(29));
        assertThat(code(TRACK)).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
        assertThat(services.asked()).hasSize(1);
        clock.advance(Duration.ofSeconds(2));
        assertThat(source.resolve(present())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"deezer-error.json, WEB_REMOVED", "deezer-quota.json, SOURCE_UNAVAILABLE"})
    void anErrorOfDeezerThatLooksLikeASuccessIsUnderstood(String file, FailureCode code) throws Exception {
        services.golden("/track/3135556", file);
        assertThat(code("https://www.deezer.com/track/3135556")).isEqualTo(code);
    }

    @Test
    void aSongThatITunesDoesNotKnowIsGone() {
        assertThat(code("https://music.apple.com/us/song/x/77")).isEqualTo(FailureCode.WEB_REMOVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://open.spotify.com/artist/1111111111111111111111",
                "https://www.deezer.com/artist/27",
                "https://music.apple.com/us/artist/muzon/1",
                "https://tidal.com/browse/artist/1",
                "https://music.yandex.ru/artist/1"
            })
    void aPageWithoutSongsIsToldFromASong(String link) {
        assertThat(code(link)).isEqualTo(FailureCode.WEB_NOT_A_SONG);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        application/json | {"error":
        application/json | []
        application/json | {"id":1,"title":{"a":1}}
        text/html | <html></html>
        audio/mpeg | ID3
        """)
    void garbageOfAServiceIsAChangedPage(String type, String body) {
        services.text("/track/3135556", type, body);
        assertThat(code("https://www.deezer.com/track/3135556")).isEqualTo(FailureCode.WEB_CHANGED);
    }

    @Test
    void anEndlessAnswerIsCut() {
        byte[] block = new byte[1 << 16];
        HttpHandler endless = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 1000; i++) {
                    exchange.getResponseBody().write(block);
                }
            } catch (IOException e) {
                // The reader has hung up, as it should.
            }
        };
        services.serve("/track/3135556", endless);
        assertThat(code("https://www.deezer.com/track/3135556")).isEqualTo(FailureCode.WEB_CHANGED);
    }

    @Test
    void anAnswerThatDripsIsGivenUpInTime() {
        services.serve("/track/3135556", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await(closed);
        });
        MetadataSource hasty = source(settings("", "", "", "", Duration.ofMillis(300)));
        assertThat(failure(hasty, "https://www.deezer.com/track/3135556")
                        .failure()
                        .code())
                .isEqualTo(FailureCode.SOURCE_TIMEOUT);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aRedirectToAPrivateAddressIsRefused() {
        services.status("/s/abc", 302, Map.of("Location", services.origin("inside.example") + "/secret"));
        assertThat(code("https://link.deezer.com/s/abc")).isEqualTo(FailureCode.URL_FORBIDDEN);
    }

    @Test
    void aKeyStaysAtItsServiceWhenItRedirects() {
        var fields = new ArrayList<String>();
        services.status("/tracks/5555", 302, Map.of("Location", services.origin("www.deezer.com") + "/catch"))
                .serve("/catch", exchange -> {
                    fields.addAll(exchange.getRequestHeaders().keySet());
                    TestWeb.answer(exchange, 404, "");
                });
        code("https://music.yandex.ru/track/5555");
        assertThat(fields).isNotEmpty().doesNotContain("Authorization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\\u202eesreveR",
                "\\u0000\\u0001\\n\\t",
                "{{7*7}} ${jndi:ldap://x}",
                "'; DROP TABLE tracks; --",
                "\\ud83d\\ude00\\ud83d\\ude00",
                "../../../../etc/passwd",
                "-i /etc/passwd",
                "\\ud800",
                "a\\u0300\\u0300\\u0300\\u0300\\u0300\\u0300\\u0300\\u0300"
            })
    void aHostileTitleIsOnlyATitle(String title) throws Exception {
        String body = services.golden("deezer-list.json").replaceFirst("Sea Breeze", Matcher.quoteReplacement(title));
        services.text("/album/302127/tracks", "application/json", body);
        FoundTrack found = source.resolve(new TrackQuery.Link("https://www.deezer.com/album/302127"))
                .getFirst();
        assertThat(Track.titleOf(found.title())).isEqualTo(found.title()).hasSizeLessThanOrEqualTo(400);
        assertThat(catchThrowableOfType(
                        FailureException.class,
                        () -> source.open(found.reference()).close()))
                .satisfiesAnyOf(
                        failed -> assertThat(failed).isNull(),
                        failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.NOTHING_FOUND));
    }

    @Test
    void aTitleOfAMegabyteIsBounded() throws Exception {
        String body = services.golden("deezer-list.json").replaceFirst("Sea Breeze", "x".repeat(1 << 20));
        services.text("/album/302127/tracks", "application/json", body);
        FoundTrack found = source.resolve(new TrackQuery.Link("https://www.deezer.com/album/302127"))
                .getFirst();
        assertThat(found.title().codePointCount(0, found.title().length())).isLessThanOrEqualTo(Track.MAX_LENGTH);
        assertThat(found.reference()).hasSizeLessThan(5_000);
    }

    private FoundTrack elsewhere(String link, String... leftOut) throws InterruptedException {
        TrackQuery query = new TrackQuery.Link(link);
        TrackSource asked = source.elsewhere(Set.of(leftOut));
        assertThat(asked.answers(query)).isTrue();
        return asked.resolve(query).getFirst();
    }

    @Test
    void theSongOfARefusedPageIsFoundByTheNameThatItsSiteStillTells() throws Exception {
        FoundTrack found = elsewhere(REFUSED);

        assertThat(found.title()).isEqualTo("Sea Breeze");
        assertThat(found.closest()).isTrue();
        assertThat(services.asked())
                .containsExactly("GET /oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dabcdefghijk");
        try (MediaInput input = source.open(found.reference())) {
            assertThat(input.location()).contains("one.mp3");
        }
    }

    @Test
    void theNameOfAnUploadIsReadAsArtistAndSong() throws Exception {
        services.text(
                "/oembed",
                "application/json",
                "{\"title\":\"Muzon Ensemble - Sea Breeze (Official Video)\",\"author_name\":\"Somebody\"}");

        assertThat(elsewhere(REFUSED).artist()).isEqualTo("Muzon Ensemble");
    }

    @Test
    void aPageThatTellsNoNameIsRefusedAsItWas() {
        services.status("/oembed", 401, Map.of());

        assertThat(catchThrowableOfType(FailureException.class, () -> elsewhere(REFUSED)))
                .isNotNull();
    }

    @Test
    void aSourceThatTakesUsForARobotIsNotSearched() throws Exception {
        sources.remove(library);
        web.song("Sea Breeze", "Muzon Ensemble", Duration.ofSeconds(3), song);

        assertThat(catchThrowableOfType(FailureException.class, () -> elsewhere(REFUSED, "web"))
                        .failure()
                        .code())
                .isEqualTo(FailureCode.NOTHING_FOUND);
        assertThat(web.searched()).isEmpty();
        assertThat(elsewhere(REFUSED).title()).isEqualTo("Sea Breeze");
    }

    @Test
    void theRefusedPageIsNotFoundInPlaceOfItself() {
        sources.remove(library);
        web.page("Sea Breeze", "Muzon Ensemble", "https://www.youtube.com/watch?v=abcdefghijk", song);

        assertThat(catchThrowableOfType(FailureException.class, () -> elsewhere(REFUSED)))
                .hasMessageContaining("the page that does not play");
    }

    @Test
    void anotherSongIsNotPlayedInPlaceOfARefusedOne() {
        services.text("/oembed", "application/json", "{\"title\":\"Winter Waltz\",\"author_name\":\"Somebody Else\"}");

        assertThat(catchThrowableOfType(FailureException.class, () -> elsewhere(REFUSED))
                        .failure()
                        .code())
                .isEqualTo(FailureCode.NOTHING_FOUND);
    }
}
