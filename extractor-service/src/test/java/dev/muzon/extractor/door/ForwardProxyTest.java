package dev.muzon.extractor.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.extractor.TestWeb;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests in which 127.0.0.1 is the internet and everything else is inside. */
@Timeout(60)
class ForwardProxyTest {
    private static final int PATIENCE = 20_000;

    private TestWeb web;
    private TestWeb inside;
    private ForwardProxy proxy;

    @BeforeEach
    void open() throws Exception {
        web = TestWeb.on("127.0.0.1").text("/page", "text/html", "la la la");
        inside = TestWeb.on("127.0.0.2").text("/page", "text/html", "secret");
        var guard = new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), host -> new InetAddress[] {
            InetAddress.ofLiteral(
                    switch (host) {
                        case "public.example" -> "127.0.0.1";
                        case "private.example" -> "127.0.0.2";
                        default -> host;
                    })
        });
        proxy = new ForwardProxy(guard, new DoorLimits(1 << 20, Duration.ofSeconds(2), Duration.ofSeconds(5)));
    }

    @AfterEach
    void close() {
        proxy.close();
        web.close();
        inside.close();
    }

    private String secret() {
        String user = URI.create(proxy.address()).getRawUserInfo();
        return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(user.getBytes(ISO_8859_1)) + "\r\n";
    }

    private String ask(String request, String fields) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n").getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @Test
    void aTunnelLeadsToAPublicHost() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            socket.setSoTimeout(PATIENCE);
            String connect = "CONNECT public.example:" + web.port() + " HTTP/1.1\r\n" + secret() + "\r\n";
            socket.getOutputStream().write(connect.getBytes(ISO_8859_1));
            byte[] established = new byte["HTTP/1.1 200 Connection established\r\n\r\n".length()];
            socket.getInputStream().readNBytes(established, 0, established.length);
            assertThat(new String(established, ISO_8859_1)).startsWith("HTTP/1.1 200");
            socket.getOutputStream()
                    .write("GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .endsWith("la la la");
        }
    }

    @Test
    void aPlainRequestIsPassedOnWithoutTheSecret() throws Exception {
        web.serve("/seen", exchange -> {
            boolean told = exchange.getRequestHeaders().containsKey("Proxy-Authorization");
            byte[] body = (told ? "told" : "not told").getBytes(ISO_8859_1);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });
        assertThat(ask("GET " + web.url("/seen"), secret()))
                .startsWith("HTTP/1.1 200")
                .endsWith("not told");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT private.example:%d",
                "CONNECT 127.0.0.2:%d",
                "CONNECT [::1]:%d",
                "CONNECT 10.0.0.1:443",
                "CONNECT 169.254.169.254:80",
                "CONNECT 0x7f000002:%d",
                "GET http://private.example:%d/page",
                "GET http://127.0.0.2:%d/page"
            })
    void aHostInsideIsRefused(String request) throws Exception {
        assertThat(ask(request.formatted(inside.port()), secret())).startsWith("HTTP/1.1 403");
        assertThat(inside.asked()).isEmpty();
    }

    @Test
    void aRequestWithoutTheSecretIsRefused() throws Exception {
        String connect = "CONNECT public.example:" + web.port();
        assertThat(ask(connect, "")).startsWith("HTTP/1.1 407");
        assertThat(ask(connect, "Proxy-Authorization: Basic bXV6b246\r\n")).startsWith("HTTP/1.1 407");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /page", "CONNECT public.example", "CONNECT user@public.example:80", "GET file:///etc/passwd"
            })
    void whatIsNoRequestToAProxyIsRefused(String request) throws Exception {
        assertThat(ask(request, secret())).startsWith("HTTP/1.1 400");
    }

    @Test
    void aHeadWithoutAnEndIsCutOff() throws Exception {
        assertThat(ask("CONNECT public.example:443", "X: " + "x".repeat(40_000) + "\r\n"))
                .isEmpty();
    }
}
