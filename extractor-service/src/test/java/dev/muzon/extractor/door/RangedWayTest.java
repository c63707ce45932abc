package dev.muzon.extractor.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.muzon.extractor.TestWeb;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests with a server that gives closed ranges of at most a megabyte only. */
@Timeout(60)
class RangedWayTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final MediaLink.Renewal NONE = () -> {
        throw new AssertionError("nothing has to be renewed");
    };

    private final byte[] song = new byte[3 * RangedWay.CHUNK + 1000];
    private TestWeb web;
    private Door door;

    @BeforeEach
    void open() throws Exception {
        new Random(1).nextBytes(song);
        web = TestWeb.on("127.0.0.1").serve("/song", exchange -> range(exchange, song));
        var guard = new AddressGuard(
                List.of(IpNetwork.valueOf("127.0.0.1/32")),
                List.of(),
                host -> InetAddress.getAllByName(host.endsWith(".example") ? "127.0.0.1" : host));
        door = new Door(
                guard, SSLContext.getDefault(), new DoorLimits(8 << 20, Duration.ofSeconds(2), Duration.ofSeconds(5)));
    }

    @AfterEach
    void close() {
        door.close();
        web.close();
    }

    private static void range(HttpExchange exchange, byte[] whole) throws IOException {
        String field = exchange.getRequestHeaders().getFirst("Range");
        Matcher range = RANGE.matcher(field == null ? "" : field);
        int start = range.matches() ? Integer.parseInt(range.group(1)) : 0;
        int end = range.matches() ? Math.min(Integer.parseInt(range.group(2)), whole.length - 1) : 1 << 30;
        if (end - start >= 1 << 20) {
            exchange.sendResponseHeaders(403, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes " + start + "-" + end + "/" + whole.length);
        exchange.sendResponseHeaders(206, end - start + 1L);
        exchange.getResponseBody().write(whole, start, end - start + 1);
    }

    private MediaLink link(String path) {
        return new MediaLink(HttpLink.parse(web.url(path)));
    }

    /** Asks as ffmpeg does and returns the head and the body. */
    private static String[] ask(Way way, String fields) throws IOException {
        try (var client = new Socket(InetAddress.getLoopbackAddress(), way.port())) {
            client.setSoTimeout((int) LIMIT.toMillis());
            String request =
                    "GET " + way.location() + " HTTP/1.1\r\nHost: door\r\nConnection: close\r\n" + fields + "\r\n";
            client.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(client.getInputStream().readAllBytes(), ISO_8859_1).split("\r\n\r\n", 2);
        }
    }

    private static byte[] body(String[] answer) {
        return answer[1].getBytes(ISO_8859_1);
    }

    @Test
    void aFileIsReadWholeAndFromAnywhere() throws Exception {
        try (Way way = door.openMedia(link("/song"), NONE, LIMIT)) {
            assertThat(body(ask(way, ""))).isEqualTo(song);
            String[] end = ask(way, "Range: bytes=" + (song.length - 5) + "-\r\n");
            assertThat(end[0]).startsWith("HTTP/1.1 206").contains("/" + song.length);
            assertThat(body(end)).isEqualTo(Arrays.copyOfRange(song, song.length - 5, song.length));
            assertThat(body(ask(way, "Range: bytes=10-19\r\n"))).isEqualTo(Arrays.copyOfRange(song, 10, 20));
            assertThat(ask(way, "Range: bytes=" + song.length + "-\r\n")[0]).startsWith("HTTP/1.1 416");
            assertThat(way.failure()).isNull();
        }
    }

    @Test
    void aLinkThatIsRefusedInTheMiddleIsRenewedAtTheSameByte() throws Exception {
        web.serve("/old", exchange -> {
            if (String.valueOf(exchange.getRequestHeaders().getFirst("Range")).startsWith("bytes=0-")) {
                range(exchange, song);
            } else {
                exchange.sendResponseHeaders(403, -1);
            }
        });
        var renewals = new AtomicInteger();
        MediaLink.Renewal renewal = () -> {
            renewals.incrementAndGet();
            return link("/song");
        };
        try (Way way = door.openMedia(link("/old"), renewal, LIMIT)) {
            assertThat(body(ask(way, ""))).isEqualTo(song);
            assertThat(renewals).hasValue(1);
            assertThat(way.failure()).isNull();
        }
    }

    @Test
    void anotherFileBehindARenewedLinkBreaksOff() throws Exception {
        web.serve("/old", exchange -> {
            if (String.valueOf(exchange.getRequestHeaders().getFirst("Range")).startsWith("bytes=0-")) {
                range(exchange, song);
            } else {
                exchange.sendResponseHeaders(410, -1);
            }
        });
        web.serve("/other", exchange -> range(exchange, new byte[song.length + 1]));
        try (Way way = door.openMedia(link("/old"), () -> link("/other"), LIMIT)) {
            assertThat(body(ask(way, ""))).hasSizeLessThan(song.length);
            assertThat(way.failure()).isNotNull();
            assertThat(way.failure().code()).isEqualTo(FailureCode.SOURCE_NOT_FOUND);
        }
    }

    @Test
    void aLinkThatIsRefusedAgainAndAgainIsGivenUp() {
        web.status("/locked", 403);
        var renewals = new AtomicInteger();
        FailureException thrown = catchThrowableOfType(
                FailureException.class,
                () -> door.openMedia(link("/locked"), () -> link("/locked?" + renewals.incrementAndGet()), LIMIT));
        assertThat(thrown.failure().code()).isEqualTo(FailureCode.SOURCE_FORBIDDEN);
        assertThat(renewals).hasValue(2);
    }

    @Test
    void aServerThatGivesNoRangesIsReadInOnePiece() throws Exception {
        web.text("/plain", "audio/mpeg", "la la la");
        try (Way way = door.openMedia(link("/plain"), NONE, LIMIT)) {
            assertThat(ask(way, "")[1]).isEqualTo("la la la");
        }
    }

    @Test
    void onlyHarmlessFieldsAreSentOn() {
        var link = new MediaLink(
                HttpLink.parse("https://a.example/"),
                Map.of("User-Agent", "x", "Cookie", "secret", "Referer", "a\r\nb", "Range", "bytes=0-"),
                List.of());
        assertThat(link.fields()).containsOnly(Map.entry("User-Agent", "x"));
    }

    @Test
    void aCookieGoesToItsOwnSiteAndNotWhereItLeads() throws Exception {
        var seen = new CopyOnWriteArrayList<String>();
        byte[] song = new byte[10];
        HttpHandler sound = exchange -> {
            seen.add(exchange.getRequestHeaders().getFirst("Host").replaceFirst(":.*", "") + " "
                    + exchange.getRequestHeaders().getFirst("Cookie"));
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-9/10");
            exchange.sendResponseHeaders(206, song.length);
            exchange.getResponseBody().write(song);
        };
        web.serve("/sound", sound).redirect("/away", "http://elsewhere.example:" + web.port() + "/sound");
        var cookie = new SiteCookie("session", "s3cret", "127.0.0.1", false, "/", false);
        for (String path : List.of("/sound", "/away")) {
            door.openMedia(new MediaLink(HttpLink.parse(web.url(path)), Map.of(), List.of(cookie)), NONE, LIMIT)
                    .close();
        }
        assertThat(seen).containsExactly("127.0.0.1 session=s3cret", "elsewhere.example null");
        assertThat(cookie.toString()).doesNotContain("s3cret");
    }

    @Test
    void aCookieCannotBeginAnotherFieldOrCookie() {
        for (String value : List.of("a\r\nHost: b", "a; b=c", "я")) {
            assertThatThrownBy(() -> new SiteCookie("session", value, "a.example", true, "/", true))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(value);
        }
    }

    @Test
    void aFileOverTheLimitIsRefused() {
        web.serve("/huge", exchange -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-9/999999999");
            exchange.sendResponseHeaders(206, 10);
            exchange.getResponseBody().write(new byte[10]);
        });
        FailureException thrown =
                catchThrowableOfType(FailureException.class, () -> door.openMedia(link("/huge"), NONE, LIMIT));
        assertThat(thrown.failure().code()).isEqualTo(FailureCode.TRACK_TOO_LARGE);
    }
}
