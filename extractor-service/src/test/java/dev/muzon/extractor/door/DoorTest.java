package dev.muzon.extractor.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.muzon.extractor.TestWeb;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Tests in which 127.0.0.1 is the internet and 127.0.0.2 everything that must not be reached. */
@Timeout(60)
class DoorTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MAX_BYTES = 1 << 20;
    private static final String HLS = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n";
    private static final int MORE_THAN_CONNECTIONS = 1_100;
    private static final DoorLimits LIMITS = new DoorLimits(MAX_BYTES, Duration.ofSeconds(2), Duration.ofSeconds(5));

    private TestWeb web;
    private TestWeb inside;
    private Door door;

    @BeforeEach
    void open() throws Exception {
        web = TestWeb.on("127.0.0.1").text("/song", "audio/mpeg", "la la la");
        inside = TestWeb.on("127.0.0.2").text("/secret", "text/plain", "secret");
        AddressGuard guard =
                new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), InetAddress::getAllByName);
        door = new Door(guard, SSLContext.getDefault(), LIMITS);
    }

    @AfterEach
    void close() {
        door.close();
        web.close();
        inside.close();
    }

    private Doorway open(String url) {
        return door.open(HttpLink.parse(url), LIMIT);
    }

    private static String ask(Doorway doorway, String url) throws IOException {
        return ask(doorway, url, "");
    }

    private static String ask(Doorway doorway, String url, String field) throws IOException {
        int port = URI.create(doorway.options().get(1)).getPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            String request = "GET " + url + " HTTP/1.1\r\nHost: x\r\n" + field + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @Test
    void whatTheLinkNamesIsFetchedOnce() throws Exception {
        try (Doorway doorway = open(web.url("/song"))) {
            assertThat(ask(doorway, doorway.location()))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("la la la");
            assertThat(web.asked()).hasSize(1);
        }
    }

    // A name is looked up for each connection, and its owner may answer differently each time.
    @Test
    void aNameThatTurnsInwardsAfterItsFirstAnswerReachesNothingInside() throws Exception {
        var asked = new AtomicInteger();
        var guard = new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), _ ->
                new InetAddress[] {InetAddress.ofLiteral(asked.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2")});
        web.serve("/list.m3u8", exchange -> {
            exchange.getResponseHeaders().set("Connection", "close");
            TestWeb.answer(exchange, 200, HLS + "#EXTINF:2,\nhttp://turning.example:" + inside.port() + "/secret\n");
        });
        try (var turning = new Door(guard, SSLContext.getDefault(), LIMITS);
                Doorway doorway =
                        turning.open(HttpLink.parse("http://turning.example:" + web.port() + "/list.m3u8"), LIMIT)) {
            String segment = ask(doorway, doorway.location())
                    .lines()
                    .filter(line -> line.startsWith("http://"))
                    .findFirst()
                    .orElseThrow();
            assertThat(ask(doorway, segment)).startsWith("HTTP/1.1 403");
            assertThat(Objects.requireNonNull(doorway.failure()).code()).isEqualTo(FailureCode.URL_FORBIDDEN);
            assertThat(inside.asked()).isEmpty();
            assertThat(asked).hasValue(2);
        }
    }

    // A server that ignored ranges and broke off made the beginning of a song sound again and again.
    @Test
    void aServerThatGaveTheWholeFileInsteadOfItsRestRepeatedTheBeginning() throws Exception {
        web.serve("/deaf", exchange -> {
            exchange.sendResponseHeaders(200, 8);
            exchange.getResponseBody().write("la la le".getBytes(ISO_8859_1));
            exchange.close();
        });
        try (Doorway doorway = open(web.url("/deaf"))) {
            assertThat(ask(doorway, doorway.location()))
                    .startsWith("HTTP/1.1 200")
                    .endsWith("la la le");

            assertThat(ask(doorway, doorway.location(), "Range: bytes=6-\r\n"))
                    .startsWith("HTTP/1.1 206")
                    .containsIgnoringCase("Content-Range: bytes 6-7/8")
                    .endsWith("\r\n\r\nle");
            assertThat(ask(doorway, doorway.location(), "Range: bytes=8-\r\n")).doesNotContain("la");
            assertThat(ask(doorway, doorway.location(), "Range: bytes=9-\r\n")).startsWith("HTTP/1.1 502");
        }
    }

    @Test
    void aRequestThatTheDoorDidNotNameReachesNothing() throws Exception {
        try (Doorway doorway = open(web.url("/song"))) {
            String secret = URI.create(doorway.location()).getPath().split("/", -1)[1];
            for (String url : List.of(
                    inside.url("/secret"),
                    web.url("/song"),
                    "http://door/" + secret + "/7",
                    "http://door/0123/0",
                    URI.create(doorway.location()).getPath())) {
                assertThat(ask(doorway, url)).as(url).matches("(?s)HTTP/1.1 40[34].*");
            }
            assertThat(inside.asked()).isEmpty();
            assertThat(web.asked()).hasSize(1);
        }
    }

    @Test
    void aClosedWayLeadsNowhere() throws Exception {
        Doorway doorway = open(web.url("/song"));
        doorway.close();
        assertThat(ask(doorway, doorway.location())).startsWith("HTTP/1.1 403");
    }

    @Test
    void anAnswerThatBreaksOffDoesNotLookWhole() throws Exception {
        web.serve("/cut", exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write(new byte[400]);
            exchange.getResponseBody().flush();
        });
        try (Doorway doorway = open(web.url("/cut"))) {
            String answer = ask(doorway, doorway.location());
            assertThat(answer).containsIgnoringCase("content-length: 1000");
            assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSizeLessThan(1_000);
        }
    }

    @Test
    void aRadioServerOfOldIsUnderstood() throws Exception {
        try (ServerSocket radio = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            answerOnce(radio, "ICY 200 OK\r\nicy-name: Jazz\r\nContent-Type: audio/mpeg\r\n\r\nla la la");
            try (Doorway doorway = open("http://127.0.0.1:" + radio.getLocalPort() + "/")) {
                assertThat(ask(doorway, doorway.location()))
                        .startsWith("HTTP/1.1 200")
                        .containsIgnoringCase("icy-name: Jazz")
                        .contains("la la la");
            }
        }
    }

    @Test
    void aHeadThatArrivesByteByByteEndsInTime() throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> drip(slow));
            HttpLink link = HttpLink.parse("http://127.0.0.1:" + slow.getLocalPort() + "/");
            assertThatThrownBy(() -> door.open(link, Duration.ofSeconds(2)))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            late -> assertThat(late.failure().code()).isEqualTo(FailureCode.SOURCE_TIMEOUT));
        }
    }

    private static void drip(ServerSocket slow) {
        try (Socket client = slow.accept()) {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(ISO_8859_1));
            while (client.getInputStream().available() >= 0) {
                client.getOutputStream().write('x');
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            // The door has hung up, as it should.
        }
    }

    @Test
    void anEndlessHeadEndsInTime() throws Exception {
        try (ServerSocket endless = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (Socket client = endless.accept()) {
                    OutputStream out = client.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(ISO_8859_1));
                    for (int i = 0; i < 1_000_000; i++) {
                        out.write(("X-" + i + ": y\r\n").getBytes(ISO_8859_1));
                    }
                } catch (IOException e) {
                    // The door has hung up, as it should.
                }
            });
            assertThatThrownBy(() -> open("http://127.0.0.1:" + endless.getLocalPort() + "/"))
                    .isInstanceOf(FailureException.class);
        }
    }

    @Test
    void moreBytesThanAllowedAreCutOff() throws Exception {
        web.serve("/huge", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[64 * 1024];
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(block);
            }
        });
        try (Doorway doorway = open(web.url("/huge"))) {
            assertThat(ask(doorway, doorway.location())).hasSizeLessThan(2 * MAX_BYTES);
            assertThat(doorway.failure()).isNotNull();
            assertThat(doorway.failure().code()).isEqualTo(FailureCode.TRACK_TOO_LARGE);
        }
    }

    @Test
    void aPlaylistThatUnpacksToGigabytesIsRefused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("#EXTM3U\n".getBytes(ISO_8859_1));
            byte[] blank = new byte[1 << 20];
            Arrays.fill(blank, (byte) '\n');
            for (int i = 0; i < 512; i++) {
                gzip.write(blank);
            }
        }
        web.serve("/bomb.m3u8", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, packed.size());
            exchange.getResponseBody().write(packed.toByteArray());
        });
        try (Doorway doorway = open(web.url("/bomb.m3u8"))) {
            assertThat(ask(doorway, doorway.location())).startsWith("HTTP/1.1 502");
        }
    }

    @Test
    void manyLinksOfEndlessNumericHostsLeaveTheDoorOpen() throws Exception {
        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            String host = "1.".repeat(950) + i;
            assertThatThrownBy(() -> open("http://" + host + "/a")).isInstanceOf(FailureException.class);
            var unread = new HttpLink("http", "1.".repeat(2_500) + i, null, "/a");
            assertThatThrownBy(() -> door.open(unread, LIMIT)).isInstanceOf(FailureException.class);
        }
        assertThatASongPlays();
    }

    @Test
    void aPlaylistOfEndlessNumericHostsLeavesTheDoorOpen() throws Exception {
        StringBuilder playlist = new StringBuilder(HLS);
        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            playlist.append("#EXTINF:2,\nhttp://")
                    .append("1.".repeat(950))
                    .append(i)
                    .append("/a.ts\n");
        }
        web.text("/hostile.m3u8", "application/vnd.apple.mpegurl", playlist.toString());
        try (Doorway doorway = open(web.url("/hostile.m3u8"))) {
            askEach(doorway, ask(doorway, doorway.location()));
        }
        assertThatASongPlays();
    }

    @Test
    void everyErrorOfTheAddressRuleGivesItsConnectionBack() throws Exception {
        AddressRule broken = (host, port) -> {
            if (host.equals("broken.example")) {
                throw new StackOverflowError("as deep as a host is long");
            }
            return List.of(InetAddress.ofLiteral(host));
        };
        try (var fragile = new Door(broken, SSLContext.getDefault(), LIMITS)) {
            HttpLink hostile = HttpLink.parse("http://broken.example/a");
            for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
                assertThatThrownBy(() -> fragile.open(hostile, LIMIT))
                        .isInstanceOfSatisfying(
                                FailureException.class,
                                e -> assertThat(e.failure().code()).isEqualTo(FailureCode.INTERNAL));
            }
            try (Doorway doorway = fragile.open(HttpLink.parse(web.url("/song")), LIMIT)) {
                assertThat(ask(doorway, doorway.location())).endsWith("la la la");
            }
        }
    }

    @Test
    void aFailureOfOurOwnIsLoggedOncePerWay() throws Exception {
        AddressRule broken = (host, port) -> {
            if (host.equals("broken.example")) {
                throw new IllegalStateException("a mistake of ours");
            }
            return List.of(InetAddress.ofLiteral(host));
        };
        String playlist = HLS + "#EXTINF:2,\nhttp://broken.example/a.ts\n".repeat(5);
        web.text("/broken.m3u8", "application/vnd.apple.mpegurl", playlist);
        var log = (Logger) LoggerFactory.getLogger(Way.class);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try (var fragile = new Door(broken, SSLContext.getDefault(), LIMITS);
                Doorway doorway = fragile.open(HttpLink.parse(web.url("/broken.m3u8")), LIMIT)) {
            askEach(doorway, ask(doorway, doorway.location()));
            assertThat(doorway.failure()).isNotNull();
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list).extracting(ILoggingEvent::getMessage).containsExactly("Door failed");
    }

    private static void askEach(Doorway doorway, String playlist) throws IOException {
        for (String line :
                playlist.lines().filter(it -> it.startsWith("http://")).toList()) {
            ask(doorway, line);
        }
    }

    private void assertThatASongPlays() throws IOException {
        try (Doorway doorway = open(web.url("/song"))) {
            assertThat(ask(doorway, doorway.location())).endsWith("la la la");
        }
    }

    private static void answerOnce(ServerSocket server, String answer) {
        Thread.ofVirtual().start(() -> {
            try (Socket client = server.accept()) {
                client.getOutputStream().write(answer.getBytes(ISO_8859_1));
                client.shutdownOutput();
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The test ends without this answer.
            }
        });
    }
}
