package dev.muzon.extractor.source.direct;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.muzon.extractor.TestWeb;
import dev.muzon.extractor.door.AddressGuard;
import dev.muzon.extractor.door.Door;
import dev.muzon.extractor.door.IpNetwork;
import dev.muzon.extractor.source.FoundTrack;
import dev.muzon.extractor.source.TrackSource;
import dev.muzon.extractor.source.TrackSourceContract;
import dev.muzon.ffmpeg.FfmpegProcess;
import dev.muzon.ffmpeg.Ffprobe;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.track.TrackQuery;
import dev.muzon.testkit.audio.TestTones;
import dev.muzon.testkit.audio.TestTones.Format;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Tests in which 127.0.0.1 is the internet and 127.0.0.2 everything that must not be reached. */
class DirectSourceTest extends TrackSourceContract {
    @TempDir
    static Path folder;

    private static final List<Door> doors = new ArrayList<>();

    private TestWeb web;
    private TestWeb inside;

    @BeforeAll
    static void makeSong() {
        new TestTones(FFMPEG, folder).tagged("song", Format.MP3, 440, Duration.ofSeconds(3), "Nocturne", "Ensemble");
    }

    @BeforeEach
    void open() throws Exception {
        web = TestWeb.on("127.0.0.1").folder("/files/", folder);
        inside = TestWeb.on("127.0.0.2").folder("/files/", folder);
    }

    @AfterEach
    void close() {
        doors.forEach(Door::close);
        doors.clear();
        web.close();
        inside.close();
    }

    private static DirectSource source(DataSize maxSize) {
        DirectProperties properties = new DirectProperties(
                List.of(IpNetwork.valueOf("127.0.0.1/32")),
                List.of(),
                50,
                maxSize,
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(20));
        AddressGuard guard = new AddressGuard(properties.allowedNetworks(), List.of(), host -> new InetAddress[] {
            InetAddress.ofLiteral(
                    switch (host) {
                        case "public.example" -> "127.0.0.1";
                        case "my_radio.example" -> "127.0.0.1";
                        case "nowhere.invalid" -> throw new UnknownHostException(host);
                        case "private.example" -> "127.0.0.2";
                        default -> host;
                    })
        });
        try {
            Door door = new Door(guard, SSLContext.getDefault(), properties.doorLimits());
            doors.add(door);
            return new DirectSource(properties, door, new Ffprobe(FFMPEG));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected TrackSource source() {
        return source(DataSize.ofMegabytes(50));
    }

    @Override
    protected TrackQuery present() {
        return new TrackQuery.Link(web.url("/files/song.mp3"));
    }

    @Override
    protected TrackQuery absent() {
        return new TrackQuery.Link(web.url("/nothing"));
    }

    private static List<FoundTrack> resolve(String url) throws InterruptedException {
        return source(DataSize.ofMegabytes(50)).resolve(new TrackQuery.Link(url));
    }

    private static Failure failure(String url) {
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> resolve(url));
        assertThat(thrown).as(url).isNotNull();
        return thrown.failure();
    }

    private void assertForbidden(String url) {
        assertThat(failure(url).code()).isEqualTo(FailureCode.URL_FORBIDDEN);
        assertThat(inside.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpegts", "fmp4"})
    void segmentsOfAnyNameArePlayed(String type) throws Exception {
        Path made = Files.createDirectories(folder.resolve("odd-" + type));
        String command =
                "-f lavfi -i sine=440:d=4 -c:a aac -f hls -hls_time 1 -hls_playlist_type vod -hls_segment_type " + type
                        + " -hls_segment_filename " + made.resolve("part%d") + " " + made.resolve("list.m3u8");
        try (FfmpegProcess process = FFMPEG.start(List.of(command.split(" ", -1)))) {
            process.awaitExit(Duration.ofMinutes(1));
        }
        List<String> names = List.of("s/1?sig=a%2Fb&x=1", "2.jpg", "3.txt", "4.css");
        String list = Files.readString(made.resolve("list.m3u8"));
        for (int i = 0; i < names.size(); i++) {
            list = list.replace("part" + i, names.get(i));
            web.file("/odd/" + names.get(i).replaceAll("\\?.*", ""), made.resolve("part" + i));
        }
        web.text("/odd/list.m3u8", "application/vnd.apple.mpegurl", list);
        if (type.equals("fmp4")) {
            web.file("/odd/init.mp4", made.resolve("init.mp4"));
        }

        FoundTrack track = resolve(web.url("/odd/list.m3u8")).getFirst();

        assertThat(track.media().duration()).isBetween(Duration.ofMillis(3900), Duration.ofMillis(4200));
        assertThat(web.asked()).anyMatch(asked -> asked.endsWith("/odd/s/1?sig=a%2Fb&x=1"));
    }

    @Test
    void aServerThatRefusesFfmpegPlays() throws Exception {
        web.serve("/picky.mp3", exchange -> {
            String agent = exchange.getRequestHeaders().getFirst("User-Agent");
            if (agent == null || agent.startsWith("Lavf")) {
                TestWeb.answer(exchange, 403, "no");
            } else {
                TestWeb.file(exchange, folder.resolve("song.mp3"));
            }
        });
        assertThat(resolve(web.url("/picky.mp3"))).extracting(FoundTrack::title).containsExactly("Nocturne");
    }

    @Test
    void aSongHasItsTagsAndLength() throws Exception {
        FoundTrack track = resolve(web.url("/files/song.mp3")).getFirst();
        assertThat(track.title()).isEqualTo("Nocturne");
        assertThat(track.artist()).isEqualTo("Ensemble");
        assertThat(track.link()).isEqualTo(web.url("/files/song.mp3"));
        assertThat(track.media().duration()).isBetween(Duration.ofMillis(2900), Duration.ofMillis(3100));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void everyFormatIsRecognised(Format format) throws Exception {
        Path file = new TestTones(FFMPEG, folder).tone("tone-" + format, format, 500, Duration.ofSeconds(6));
        FoundTrack track = resolve(web.url("/files/" + file.getFileName())).getFirst();
        assertThat(track.title()).isEqualTo("tone-" + format);
        assertThat(track.media().duration()).isBetween(Duration.ofMillis(5900), Duration.ofMillis(6100));
    }

    /** Asks a server as Python's and the JDK's own are. A file without a length would count as a station. */
    @ParameterizedTest
    @EnumSource(Format.class)
    void aFileHasALengthWhereAServerGivesNoRanges(Format format) throws Exception {
        Path file = new TestTones(FFMPEG, folder).tone("whole-" + format, format, 500, Duration.ofSeconds(6));
        HttpServer plain = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), folder, OutputLevel.NONE);
        plain.start();
        try {
            String link = "http://127.0.0.1:" + plain.getAddress().getPort() + "/" + file.getFileName();

            assertThat(resolve(link).getFirst().media().duration())
                    .isBetween(Duration.ofMillis(5900), Duration.ofMillis(6100));
        } finally {
            plain.stop(0);
        }
    }

    @Test
    void redirectsToPublicAddressesAreFollowed() throws Exception {
        web.redirect("/old", "/older").redirect("/older", web.url("/files/song.mp3"));
        assertThat(resolve(web.url("/old"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "audio/mpeg"})
    void aTextWithTheNameOfAnAudioFileIsNotAudio(String type) {
        web.text("/song.mp3", type, "This is not the song you are looking for.\n".repeat(100));
        assertThat(failure(web.url("/song.mp3")).code()).isEqualTo(FailureCode.NOT_AUDIO);
    }

    @Test
    void aWebPageIsNotAudio() {
        web.text("/page", "text/html", "<!doctype html><html><body><h1>Log in</h1></body></html>");
        assertThat(failure(web.url("/page")).code()).isEqualTo(FailureCode.NOT_AUDIO);
    }

    @Test
    void anEmptyFileIsNotAudio() throws Exception {
        Files.write(folder.resolve("empty.mp3"), new byte[0]);
        assertThat(failure(web.url("/files/empty.mp3")).code()).isEqualTo(FailureCode.NOT_AUDIO);
    }

    @ParameterizedTest
    @CsvSource({
        "400, SOURCE_REFUSED",
        "401, SOURCE_FORBIDDEN",
        "402, SOURCE_FORBIDDEN",
        "403, SOURCE_FORBIDDEN",
        "404, SOURCE_NOT_FOUND",
        "405, SOURCE_REFUSED",
        "406, SOURCE_REFUSED",
        "408, SOURCE_UNAVAILABLE",
        "410, SOURCE_NOT_FOUND",
        "414, SOURCE_REFUSED",
        "418, SOURCE_REFUSED",
        "421, SOURCE_UNAVAILABLE",
        "425, SOURCE_UNAVAILABLE",
        "429, SOURCE_UNAVAILABLE",
        "451, SOURCE_FORBIDDEN",
        "500, SOURCE_UNAVAILABLE",
        "501, SOURCE_REFUSED",
        "503, SOURCE_UNAVAILABLE"
    })
    void anHttpErrorIsReportedAsItsFailure(int status, FailureCode code) {
        web.status("/answer", status);
        assertThat(failure(web.url("/answer")).code()).isEqualTo(code);
    }

    @Test
    void aPortThatNobodyListensOnIsAnOutage() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        assertThat(failure("http://127.0.0.1:" + free + "/a.mp3").code()).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void aServerThatSaysNothingIsAnOutage() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(failure("http://127.0.0.1:" + silent.getLocalPort() + "/a.mp3"))
                    .isInstanceOf(Failure.Transient.class);
        }
    }

    @Test
    void aPortThatSpeaksAnotherProtocolIsNamed() throws Exception {
        try (ServerSocket ssh = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> greet(ssh));
            assertThat(failure("http://127.0.0.1:" + ssh.getLocalPort() + "/a.mp3")
                            .code())
                    .isEqualTo(FailureCode.SOURCE_NOT_HTTP);
            assertThat(failure("https://127.0.0.1:" + ssh.getLocalPort() + "/a.mp3")
                            .code())
                    .isEqualTo(FailureCode.SOURCE_NOT_HTTP);
        }
    }

    private static void greet(ServerSocket ssh) {
        while (!ssh.isClosed()) {
            try (Socket client = ssh.accept()) {
                client.getOutputStream().write("SSH-2.0-OpenSSH_9.6\r\n".getBytes(US_ASCII));
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The next one, or the end of the test.
            }
        }
    }

    @Test
    void aServerThatHangsUpIsAnOutage() {
        web.serve("/rude.mp3", HttpExchange::close);
        assertThat(failure(web.url("/rude.mp3")).code()).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
    }

    @Test
    void redirectsInACircleOrToAnotherSchemeAreRefused() {
        web.redirect("/round", "/round").redirect("/files.mp3", "ftp://127.0.0.1/a.mp3");
        assertThat(failure(web.url("/round")).code()).isEqualTo(FailureCode.URL_CIRCLES);
        assertThat(failure(web.url("/files.mp3")).code()).isEqualTo(FailureCode.URL_UNSUPPORTED);
    }

    @Test
    void aHostWithoutAnAddressIsNamed() {
        assertThat(failure("http://nowhere.invalid/a.mp3").code()).isEqualTo(FailureCode.SOURCE_NO_SUCH_HOST);
    }

    @Test
    void aHostWithAnUnderscoreAndAPathWithABarAreReached() throws Exception {
        web.redirect("/a|b.mp3", "/files/song.mp3");
        assertThat(resolve("http://my_radio.example:" + web.port() + "/a|b.mp3"))
                .hasSize(1);
    }

    @Test
    void anOutageIsBlamedOnOneOriginOnly() {
        DirectSource source = source(DataSize.ofMegabytes(1));
        assertThat(List.of(
                        source.blames(new TrackQuery.Link("http://music.example/a")),
                        source.blames(new TrackQuery.Link("https://music.example/a")),
                        source.blames(new TrackQuery.Link("http://music.example:81/a"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void aFileOverTheLimitIsNamedWithTheLimit() {
        FailureException thrown = catchThrowableOfType(
                FailureException.class,
                () -> source(DataSize.ofKilobytes(20)).resolve(new TrackQuery.Link(web.url("/files/song.mp3"))));
        assertThat(thrown.failure().code()).isEqualTo(FailureCode.TRACK_TOO_LARGE);
        assertThat(((Failure.UserError) thrown.failure()).args())
                .containsEntry("limit", FailureArgument.bytes(20 << 10));
    }

    @Test
    void aFileCutBeforeItsIndexIsDamaged() {
        Path m4a = new TestTones(FFMPEG, folder).tone("cut", Format.M4A, 440, Duration.ofSeconds(5));
        Path cut = TestTones.truncate(m4a, 0.5);
        assertThat(failure(web.url("/files/" + cut.getFileName())).code()).isEqualTo(FailureCode.TRACK_DAMAGED);
    }

    @Test
    void aForbiddenAddressIsNotDialled() {
        assertForbidden(inside.url("/files/song.mp3"));
    }

    @Test
    void aNameThatLeadsToAForbiddenAddressIsNotDialled() {
        assertForbidden("http://private.example:" + inside.port() + "/files/song.mp3");
        assertForbidden("https://private.example:" + inside.port() + "/files/song.mp3");
    }

    @Test
    void aRedirectToAForbiddenAddressIsNotFollowed() {
        web.redirect("/address", inside.url("/files/song.mp3"))
                .redirect("/name", "http://private.example:" + inside.port() + "/files/song.mp3")
                .redirect("/disguise", "http://2130706434:" + inside.port() + "/files/song.mp3")
                .redirect("/tls", "https://private.example:" + inside.port() + "/files/song.mp3")
                .redirect("/hop", "/address");
        for (String path : List.of("/address", "/name", "/disguise", "/tls", "/hop")) {
            assertForbidden(web.url(path));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.2:%d/files/song.mp3",
                "http://private.example:%d/files/song.mp3",
                "https://127.0.0.2:%d/files/song.mp3",
                "tcp://127.0.0.2:%d",
                "httpproxy://127.0.0.2:%d/x.ts",
                "tls://127.0.0.2:%d",
                "crypto+http://127.0.0.2:%d/files/song.mp3",
                "crypto:http://127.0.0.2:%d/files/song.mp3",
                "concat:http://127.0.0.2:%d/files/song.mp3",
                "file:///etc/passwd",
                "/etc/passwd",
                "subfile,,start,0,end,10,,:/etc/passwd"
            })
    void aPlaylistThatNamesAForbiddenAddressIsNotFollowed(String entry) {
        String playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n" + entry.formatted(inside.port())
                + "\n#EXT-X-ENDLIST\n";
        web.text("/list.m3u8", "application/vnd.apple.mpegurl", playlist);
        FailureCode code = failure(web.url("/list.m3u8")).code();
        if (entry.matches("https?:.*")) {
            assertThat(code).isEqualTo(FailureCode.URL_FORBIDDEN);
        } else if (entry.matches("[a-z+]+:.*")) {
            assertThat(code).isEqualTo(FailureCode.LIST_UNSUPPORTED);
        }
        assertThat(inside.asked()).isEmpty();
    }

    @Test
    void theKeyOfAPlaylistIsNotFetchedFromAForbiddenAddress() {
        web.text(
                "/list.m3u8",
                "application/vnd.apple.mpegurl",
                "#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-KEY:METHOD=AES-128,URI=\"" + inside.url("/files/song.mp3")
                        + "\"\n#EXTINF:4,\n" + web.url("/files/song.mp3") + "\n#EXT-X-ENDLIST\n");
        assertForbidden(web.url("/list.m3u8"));
    }

    @Test
    void playlistsOfOtherKindsAreNotMusic() {
        String target = inside.url("/files/song.mp3");
        web.text("/a.mp3", "audio/mpeg", "ffconcat version 1.0\nfile '" + target + "'\n")
                .text(
                        "/c.sdp",
                        "application/sdp",
                        "v=0\nc=IN IP4 127.0.0.2\nm=audio " + inside.port() + " RTP/AVP 0\n");
        for (String path : List.of("/a.mp3", "/c.sdp")) {
            assertThat(failure(web.url(path)).code()).isEqualTo(FailureCode.NOT_AUDIO);
        }
        assertThat(inside.asked()).isEmpty();
    }

    @Test
    void everyEntryOfAListIsFound() throws Exception {
        web.text(
                "/album.m3u",
                "audio/x-mpegurl",
                "#EXTM3U\n#EXTINF:3,First\nfiles/song.mp3\n#EXTINF:9,Gone\nfiles/gone.mp3\nfiles/song.mp3?2\n");

        assertThat(resolve(web.url("/album.m3u")))
                .extracting(FoundTrack::link)
                .containsExactly(web.url("/files/song.mp3"), web.url("/files/song.mp3?2"));
    }

    // All fifty entries were opened before the first could sound.
    @Test
    void theFirstSongOfALongListIsReadyBeforeAnotherIsOpened() throws Exception {
        String entries = IntStream.range(0, 5_000)
                .mapToObj(i -> "#EXTINF:" + (100 + i) + ",Song " + i + "\nfiles/song.mp3?" + i + "\n")
                .collect(Collectors.joining());
        web.text("/long.m3u", "audio/x-mpegurl", "#EXTM3U\n#EXTINF:9,Gone\nfiles/gone.mp3\n" + entries);

        List<FoundTrack> found = resolve(web.url("/long.m3u"));

        assertThat(found).hasSize(49);
        assertThat(found.getFirst().title()).isEqualTo("Nocturne");
        assertThat(found.getLast().title()).isEqualTo("Song 48");
        assertThat(found.getLast().media().duration()).isEqualTo(Duration.ofSeconds(148));
        assertThat(web.asked())
                .filteredOn(request -> request.contains("/files/"))
                .allMatch(request -> request.endsWith("/files/gone.mp3") || request.endsWith("/files/song.mp3?0"));
        assertThat(source().open(found.getLast().reference())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[playlist]\nFile1=files/song.mp3\nLength1=3\nFile2=files/gone.mp3\nTitle2=Second\nLength2=61\n",
                "<playlist"
                        + " version=\"1\"><trackList><track><location>files/song.mp3</location><duration>3000</duration></track>"
                        + "<track><location>files/gone.mp3</location><title>Second</title><duration>61000</duration>"
                        + "</track></trackList></playlist>"
            })
    void theLengthsInAListOfSongsAreTakenForWhatTheyAre(String list) throws Exception {
        web.text("/songs.txt", "text/plain", list);

        List<FoundTrack> found = resolve(web.url("/songs.txt"));

        assertThat(found).extracting(FoundTrack::title).containsExactly("Nocturne", "Second");
        assertThat(found.getLast().media().duration()).isEqualTo(Duration.ofSeconds(61));
    }

    // Of all stations in a list only the first was kept.
    @Test
    void stationsOfDifferentNamesInOneListAreSeparateTracks() throws Exception {
        web.text(
                "/stations.m3u",
                "audio/x-mpegurl",
                "#EXTM3U\n#EXTINF:-1,Jazz FM\n" + web.url("/live")
                        + "\n#EXTINF:-1,Rock FM\n" + web.url("/live?rock") + "\n#EXTINF:-1,jazz fm \n"
                        + web.url("/live?mirror") + "\n" + web.url("/live?unnamed") + "\n");

        CountDownLatch over = station();

        assertThat(resolve(web.url("/stations.m3u")))
                .extracting(FoundTrack::link)
                .containsExactly(web.url("/live"), web.url("/live?rock"));
        over.countDown();
    }

    @Test
    void mirrorsOfAStationAreOneTrack() throws Exception {
        web.text(
                "/radio.pls",
                "audio/x-scpls",
                "[playlist]\nFile1=" + web.url("/gone") + "\nFile2=" + web.url("/live") + "\nFile3="
                        + web.url("/live?mirror") + "\nTitle2=Jazz FM\n");
        CountDownLatch over = station();

        FoundTrack station = resolve(web.url("/radio.pls")).getFirst();

        assertThat(station.link()).isEqualTo(web.url("/live"));
        assertThat(station.title()).isEqualTo("Jazz FM");
        assertThat(resolve(web.url("/radio.pls"))).hasSize(1);
        over.countDown();
    }

    /** Serves a station that goes on until it is over. */
    private CountDownLatch station() throws IOException {
        byte[] sound = Files.readAllBytes(folder.resolve("song.mp3"));
        CountDownLatch over = new CountDownLatch(1);
        web.serve("/live", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(sound);
            exchange.getResponseBody().flush();
            awaitOrEnd(over);
        });
        return over;
    }

    private static void awaitOrEnd(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aListLeadsNowhereInside() {
        web.text("/sly.pls", "audio/x-scpls", "[playlist]\nFile1=" + inside.url("/files/song.mp3") + "\n");

        assertForbidden(web.url("/sly.pls"));
    }

    @Test
    void aListWithoutLinksSaysThatOnlyLinksOpen() {
        web.text("/disk.m3u", "audio/x-mpegurl", "#EXTM3U\nC:\\\\one.mp3\n");

        assertThat(failure(web.url("/disk.m3u")).code()).isEqualTo(FailureCode.LIST_UNSUPPORTED);
    }

    @Test
    void aListThatDripsIsGivenUpInTime() throws Exception {
        Path list = Files.writeString(folder.resolve("drip.m3u"), "#EXTM3U\n" + "http://a.example/\n".repeat(100));
        web.dripping("/drip.m3u", list, () -> true);

        long start = System.nanoTime();
        assertThat(failure(web.url("/drip.m3u")).kind()).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }
}
