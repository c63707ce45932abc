package dev.muzon.extractor.source.ytdlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.DoorLimits;
import dev.muzon.extractor.door.ForwardProxy;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.door.NetworkExit;
import dev.muzon.extractor.door.ProxyProperties;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.MediaInput;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.rest.SourceView;
import dev.muzon.protocol.track.Track;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.config.Secret;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import dev.muzon.testkit.youtube.FakeYouTube;
import dev.muzon.testkit.youtube.VideoServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the real yt-dlp against a YouTube on loopback. They need {@code deploy/ytdlp/install.sh}. */
@Timeout(120)
class YtDlpSourceTest {
    private static final Ffmpeg FFMPEG = Ffmpeg.locate();
    private static final Path INSTALLED = Path.of("../deploy/ytdlp/installed").toAbsolutePath();
    private static final String LINK = "https://www.youtube.com/watch?v=abcdefghijk";

    private static final int PLAYLIST_LIMIT = 50;

    @TempDir
    static Path folder;

    private static byte[] song;

    private FakeYouTube youTube;
    private TestWeb media;
    private Door door;
    private YtDlpSource source;

    @BeforeAll
    static void makeSong() throws IOException {
        song = Files.readAllBytes(new TestTones(FFMPEG, folder).tone("song", Format.WEBM, 440, Duration.ofSeconds(90)));
    }

    @BeforeEach
    void open() throws Exception {
        assumeThat(INSTALLED.resolve("yt-dlp"))
                .as("yt-dlp is missing: deploy/ytdlp/install.sh installs it")
                .isDirectory();
        media = TestWeb.on("127.0.0.1");
        youTube = FakeYouTube.in(folder)
                .video("abcdefghijk", "Nocturne", 90)
                .song("abcdefghijk", song)
                .song("lockedsound", song);
        var guard = new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), YtDlpSourceTest::addresses);
        door = new Door(guard, youTube.keys().client(), limits());
        source = source(leading());
    }

    @AfterEach
    void close() throws Exception {
        if (source != null) {
            source.close();
            door.close();
            youTube.close();
            media.close();
        }
    }

    private static DoorLimits limits() {
        return new DoorLimits(100 << 20, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    private Egress leading() {
        return new Egress(youTube.proxyPort(), "http://127.0.0.1:" + youTube.proxyPort());
    }

    private static InetAddress[] addresses(String host) throws UnknownHostException {
        return FakeYouTube.HOSTS.contains(host)
                ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                : InetAddress.getAllByName(host);
    }

    private YtDlpSource source(Egress egress) {
        return source(egress, CookiePoolTest.NOBODY);
    }

    private YtDlpSource source(Egress egress, CookiePool accounts) {
        var settings = new YtDlpProperties(
                INSTALLED,
                Path.of("/usr/bin/python3"),
                youTube.keys().certificate(),
                PLAYLIST_LIMIT,
                4,
                Duration.ofSeconds(40),
                null,
                folder.resolve("cookie-copies"));
        var pages = new PageReader(
                new YtDlpInstallation(settings),
                new YtDlpWorker(settings, egress),
                accounts,
                new MonotonicClock(Clock.systemUTC()),
                new SimpleMeterRegistry());
        return new YtDlpSource(settings, pages, door, new Ffprobe(FFMPEG), Clock.systemUTC());
    }

    private FailureCode failure(String url) {
        FailureException thrown =
                catchThrowableOfType(FailureException.class, () -> source.resolve(new TrackQuery.Link(url)));
        assertThat(thrown).as(url).isNotNull();
        return thrown.failure().code();
    }

    @Test
    void aVideoOfYouTubeIsFoundAndOpened() throws Exception {
        FoundTrack track = source.resolve(new TrackQuery.Link(LINK)).getFirst();
        assertThat(track.title()).isEqualTo("Nocturne");
        assertThat(track.artist()).isEqualTo("Ensemble");
        assertThat(track.key()).isEqualTo("Youtube:abcdefghijk");
        assertThat(track.link()).isEqualTo(LINK);
        assertThat(track.media().duration()).isBetween(Duration.ofMillis(89_900), Duration.ofMillis(90_100));
        try (MediaInput input = source.open(track.reference())) {
            assertThat(new Ffprobe(FFMPEG)
                            .probe(input.options(), input.location(), input.reach(), Duration.ofSeconds(20))
                            .codec())
                    .isEqualTo("opus");
            assertThat(input.failure()).isNull();
        }
        assertThat(youTube.asked()).contains("POST /youtubei/v1/player VISIONOS");
    }

    @Test
    void aVideoWhoseSoundTheRiddlesOfThePlayerLockIsOpenedWithDeno() throws Exception {
        assumeThat(INSTALLED.resolve("node_modules/@deno"))
                .as("@deno is missing: deploy/ytdlp/install.sh --deno installs it")
                .isDirectory();
        youTube.locked("lockedsound", "Etude", 90);

        FoundTrack track = source.resolve(new TrackQuery.Link("https://youtu.be/lockedsound"))
                .getFirst();

        assertThat(track.title()).isEqualTo("Etude");
        assertThat(track.media().duration()).isBetween(Duration.ofMillis(89_900), Duration.ofMillis(90_100));
        try (MediaInput input = source.open(track.reference())) {
            assertThat(read(input)).isEqualTo(song);
        }
        assertThat(youTube.asked())
                .contains("POST /youtubei/v1/player VISIONOS", "POST /youtubei/v1/player TVHTML5")
                .anyMatch(asked -> asked.startsWith("GET /s/player/0a1b2c3d/"));
    }

    @Test
    void anAccountOpensWhatNobodyElseMayHearAndARefusedOneRests() throws Exception {
        assumeThat(INSTALLED.resolve("node_modules/@deno")).isDirectory();
        Path files = Files.createDirectory(folder.resolve("accounts"));
        Path refused = Files.writeString(files.resolve("a.txt"), CookiePoolTest.cookies("youtube.com", "stale"));
        Path good = Files.writeString(files.resolve("b.txt"), CookiePoolTest.cookies("youtube.com", "good"));
        var clock = new MonotonicClock(Clock.systemUTC());
        var accounts = new CookiePool(files, folder.resolve("copies"), clock, new SimpleMeterRegistry());
        source.close();
        source = source(leading(), accounts);
        youTube.onlyFor("LOGIN_INFO=good", "membersonly", "Etude", 90).song("membersonly", song);
        String link = "https://youtu.be/membersonly";

        assertThat(source.resolve(new TrackQuery.Link(LINK)).getFirst().title()).isEqualTo("Nocturne");
        assertThat(youTube.cookies()).as("what everybody may hear").noneMatch(shown -> shown.contains("LOGIN_INFO"));

        assertThat(failure(link)).isEqualTo(FailureCode.WEB_BOT_CHECK);
        assertThat(accounts.accounts()).isEqualTo(new SourceView.Accounts(1, 1, 0));

        assertThat(source.resolve(new TrackQuery.Link(link)).getFirst().title()).isEqualTo("Etude");
        assertThat(accounts.accounts()).isEqualTo(new SourceView.Accounts(1, 1, 0));
        assertThat(source.view().accounts()).isEqualTo(new SourceView.Accounts(1, 1, 0));
        assertThat(refused).hasContent(CookiePoolTest.cookies("youtube.com", "stale"));
        assertThat(good).hasContent(CookiePoolTest.cookies("youtube.com", "good"));
        CookiePool.Account kept = Objects.requireNonNull(accounts.take("www.youtube.com"));
        assertThat(kept.file()).isEqualTo(good);
        assertThat(kept.cookies().value()).contains("LOGIN_INFO\tgood", "ROTATED\tagain");
    }

    // The page was read by the account, and then its sound asked for by nobody.
    @Test
    void soundThatWantsTheCookiesOfItsPageWasRefused() throws Exception {
        assumeThat(INSTALLED.resolve("node_modules/@deno")).isDirectory();
        Path files = Files.createDirectory(folder.resolve("listeners"));
        Files.writeString(files.resolve("a.txt"), CookiePoolTest.cookies("youtube.com", "good"));
        var clock = new MonotonicClock(Clock.systemUTC());
        source.close();
        source =
                source(leading(), new CookiePool(files, folder.resolve("no-copies"), clock, new SimpleMeterRegistry()));
        youTube.onlyFor("LOGIN_INFO=good", "membersonly", "Etude", 90)
                .song("membersonly", song)
                .sound(youTube::guardedSound);

        FoundTrack found = source.resolve(new TrackQuery.Link("https://youtu.be/membersonly"))
                .getFirst();

        assertThat(found.media().duration()).isCloseTo(Duration.ofSeconds(90), Duration.ofSeconds(1));
        source.open(found.reference()).close();
    }

    @Test
    void aListIsNeverReadByAnAccount() throws Exception {
        Path files = Files.createDirectory(folder.resolve("owners"));
        Files.writeString(files.resolve("a.txt"), CookiePoolTest.cookies("youtube.com", "good"));
        var clock = new MonotonicClock(Clock.systemUTC());
        source.close();
        var accounts = new CookiePool(files, folder.resolve("none"), clock, new SimpleMeterRegistry());
        source = source(leading(), accounts);

        youTube.playlist("subscriptions", "Subscriptions", List.of("abcdefghijk"));

        assertThat(failure("https://www.youtube.com/feed/subscriptions")).isEqualTo(FailureCode.WEB_LOGIN);
        assertThat(youTube.asked())
                .filteredOn("GET /feed/subscriptions"::equals)
                .hasSizeGreaterThan(1);
        assertThat(accounts.accounts()).isEqualTo(new SourceView.Accounts(1, 0, 0));
    }

    @Test
    void aLinkThatExpiresInTheMiddleIsRenewedAtTheSameByte() throws Exception {
        var links = new AtomicInteger();
        youTube.sound(id -> media.url("/expiring?" + links.incrementAndGet()));
        media.serve("/expiring", exchange -> {
            boolean first = "1".equals(exchange.getRequestURI().getQuery());
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (first && range != null && !range.startsWith("bytes=0-")) {
                exchange.sendResponseHeaders(403, -1);
            } else {
                VideoServer.answer(exchange, song);
            }
        });
        try (MediaInput input = source.open(LINK)) {
            assertThat(read(input)).isEqualTo(song);
            assertThat(input.failure()).isNull();
        }
        assertThat(links).hasValueGreaterThan(1);
    }

    /** Reads as ffmpeg does: everything, from the beginning. */
    private static byte[] read(MediaInput input) throws Exception {
        List<String> options = input.options();
        String address = options.get(options.indexOf("-http_proxy") + 1).replace("http://127.0.0.1:", "");
        try (var client = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(address))) {
            client.getOutputStream()
                    .write(("GET " + input.location() + " HTTP/1.1\r\nHost: door\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = client.getInputStream().readAllBytes();
            int body = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
            return Arrays.copyOfRange(answer, body, answer.length);
        }
    }

    @Test
    void wordsFindTheFirstVideoThatPlays() throws Exception {
        youTube.refused("aaaaaaaaaaa", Map.of("status", "LOGIN_REQUIRED", "reason", "This is a private video"));
        List<FoundTrack> found = source.resolve(new TrackQuery.Text("nocturne"));
        assertThat(found).singleElement().extracting(FoundTrack::key).isEqualTo("Youtube:abcdefghijk");
    }

    @Test
    void theFirstOfAPlaylistOpensBeforeAnotherVideoOfItIsRead() throws Exception {
        List<String> ids =
                IntStream.range(0, 60).mapToObj("playlist%03d"::formatted).toList();
        ids.forEach(id -> youTube.video(id, "Étude " + id, 90).song(id, song));
        youTube.playlist("PLmuzonmuzonmuzonmuzon", "Études", ids);

        List<FoundTrack> found =
                source.resolve(new TrackQuery.Link("https://www.youtube.com/playlist?list=PLmuzonmuzonmuzonmuzon"));
        assertThat(found)
                .extracting(FoundTrack::key)
                .isEqualTo(ids.stream()
                        .limit(PLAYLIST_LIMIT)
                        .map("Youtube:"::concat)
                        .toList());
        assertThat(found.getFirst().media().duration()).isEqualTo(Duration.ofSeconds(90));
        assertThat(youTube.asked()).noneMatch(asked -> asked.contains("/youtubei/v1/player"));

        try (MediaInput input = source.open(found.getFirst().reference())) {
            assertThat(read(input)).isEqualTo(song);
        }
        assertThat(youTube.asked().stream().filter(asked -> asked.contains("/youtubei/v1/player")))
                .hasSize(1);
    }

    @Test
    void theMixOfAVideoIsListedAndALinkToTheVideoInItStillMeansTheVideo() throws Exception {
        List<String> ids =
                IntStream.range(0, 30).mapToObj("mixed%06d"::formatted).toList();
        ids.forEach(id -> youTube.video(id, "Étude " + id, 90).song(id, song));
        youTube.mix("abcdefghijk", ids);

        assertThat(source.resolve(new TrackQuery.Link(LINK + "&list=RDabcdefghijk")))
                .extracting(FoundTrack::key)
                .containsExactly("Youtube:abcdefghijk");
        var played = new Track("1", "web", "Nocturne", "Ensemble", Duration.ofSeconds(90), LINK);
        List<FoundTrack> mix = source.related(played, LINK, 25);

        assertThat(mix)
                .extracting(FoundTrack::key)
                .isEqualTo(ids.stream().limit(25).map("Youtube:"::concat).toList());
        assertThat(mix.getFirst().media().duration()).isEqualTo(Duration.ofSeconds(90));
        var elsewhere = new Track("2", "library", "Nocturne", "Ensemble", Duration.ofSeconds(90), null);
        assertThat(source.related(elsewhere, "a.mp3", 25)).isEmpty();
    }

    @Test
    void wordsListVideosWithoutOpeningThemOnceTheWorkerRuns() throws Exception {
        assertThat(catchThrowableOfType(FailureException.class, () -> source.list("nocturne", 5))
                        .failure()
                        .code())
                .isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
        List<FoundTrack> listed = await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> source.list("nocturne", 5), list -> !list.isEmpty());
        FoundTrack video = listed.stream()
                .filter(track -> track.key().equals("Youtube:abcdefghijk"))
                .findFirst()
                .orElseThrow();
        assertThat(video.media().duration()).isPositive();
        assertThat(youTube.asked()).noneMatch(asked -> asked.contains("/youtubei/v1/player"));

        FoundTrack found = source.find(video);
        assertThat(found.key()).isEqualTo(video.key());
        assertThat(found.media().codec()).isEqualTo("opus");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            LOGIN_REQUIRED | Private video. Sign in if you've been granted access to this video | WEB_PRIVATE
            UNPLAYABLE | Join this channel to get access to members-only content like this video | WEB_MEMBERS_ONLY
            UNPLAYABLE | The uploader has not made this video available in your country | WEB_COUNTRY
            ERROR | This video has been removed by the uploader | WEB_REMOVED
            LIVE_STREAM_OFFLINE | Premieres in 3 hours | WEB_NOT_YET_LIVE
            LOGIN_REQUIRED | Sign in to confirm you’re not a bot | WEB_BOT_CHECK
            LOGIN_REQUIRED | Sign in to confirm your age | WEB_AGE_RESTRICTED
            UNPLAYABLE | This video requires payment to watch | WEB_MEMBERS_ONLY
            """)
    void aVideoThatDoesNotPlaySaysWhy(String status, String reason, FailureCode code) {
        youTube.refused("refused0000", Map.of("status", status, "reason", reason));
        assertThat(failure("https://youtu.be/refused0000")).isEqualTo(code);
    }

    @Test
    void aVideoUnderCopyProtectionIsNamedAsSuch() {
        youTube.copyProtected("protected00");
        assertThat(failure("https://youtu.be/protected00")).isEqualTo(FailureCode.WEB_DRM);
    }

    @Test
    void aPageWhoseHostIsPrivateIsNotReached() throws Exception {
        var inside =
                new AddressGuard(List.of(), List.of(), host -> new InetAddress[] {InetAddress.ofLiteral("10.0.0.7")});
        try (var proxy = new ForwardProxy(inside, limits());
                YtDlpSource guarded = source(new Egress(proxy.port(), proxy.address()))) {
            FailureException thrown =
                    catchThrowableOfType(FailureException.class, () -> guarded.resolve(new TrackQuery.Link(LINK)));
            assertThat(thrown.failure().code()).isEqualTo(FailureCode.URL_FORBIDDEN);
        }
    }

    @Test
    void aPageBehindAProxyThatIsAwayBlamesTheProxyAlone() throws Exception {
        var outside = new AddressGuard(
                List.of(), List.of(), host -> new InetAddress[] {InetAddress.ofLiteral("93.184.216.34")});
        NetworkExit exit = new ProxyProperties(new Secret("socks5://127.0.0.1:1")).exit();
        try (var proxy = new ForwardProxy(outside, limits(), exit);
                YtDlpSource proxied = source(new Egress(proxy.port(), proxy.address()))) {
            FailureException thrown =
                    catchThrowableOfType(FailureException.class, () -> proxied.resolve(new TrackQuery.Link(LINK)));
            assertThat(thrown.failure().code()).isEqualTo(FailureCode.PROXY_UNAVAILABLE);
        }
    }

    @Test
    void aSoundLinkToAPrivateAddressIsNotReached() {
        youTube.sound(id -> "http://127.0.0.2:" + media.port() + "/song");
        assertThat(failure(LINK)).isEqualTo(FailureCode.URL_FORBIDDEN);
    }

    @Test
    void aSiteThatIsAwayIsAnOutage() throws Exception {
        youTube.close();
        assertThat(failure(LINK)).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void pagesAndWordsAreAnsweredAndCopyProtectedSitesAreNot() throws Exception {
        assertThat(source.answers(new TrackQuery.Link(LINK))).isTrue();
        assertThat(source.answers(new TrackQuery.Text("x"))).isTrue();
        assertThat(source.answers(new TrackQuery.Link("https://open.spotify.com/track/1")))
                .isFalse();
        assertThat(source.answers(new TrackQuery.Link("http://music.example/a.mp3")))
                .isFalse();
        assertThat(source.view().kinds()).containsExactly(SourceView.Kind.WORDS, SourceView.Kind.PAGES);
    }

    @Test
    void withoutYtDlpTheSourceIsOffAndSaysHowToInstallIt() {
        var settings = new YtDlpProperties(
                folder,
                Path.of("/usr/bin/python3"),
                youTube.keys().certificate(),
                50,
                4,
                Duration.ofSeconds(9),
                null,
                folder.resolve("cookie-copies"));
        var pages = new PageReader(
                new YtDlpInstallation(settings),
                new YtDlpWorker(settings, leading()),
                CookiePoolTest.NOBODY,
                new MonotonicClock(Clock.systemUTC()),
                new SimpleMeterRegistry());
        try (var off = new YtDlpSource(settings, pages, door, new Ffprobe(FFMPEG), Clock.systemUTC())) {
            assertThat(off.answers(new TrackQuery.Link(LINK))).isFalse();
            assertThat(off.view().kinds()).isEmpty();
            assertThat(off.view().off()).contains("deploy/ytdlp/install.sh");
        }
    }
}
