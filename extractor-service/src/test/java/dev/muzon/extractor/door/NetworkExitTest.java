package dev.muzon.extractor.door;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muzon.extractor.TestProxy;
import dev.muzon.extractor.TestWeb;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.runtime.config.Secret;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests of the operator's proxy. The address of {@code music.example} is one on the internet, which no test reaches without
 * the proxy: the proxy leads it to loopback.
 */
@Timeout(60)
class NetworkExitTest {
    private static final String PUBLIC = "93.184.216.34";
    private static final String LOGIN = "anna:p@ss: word";
    private static final String ESCAPED = "anna:p%40ss%3A%20word";
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final DoorLimits LIMITS = new DoorLimits(1 << 20, Duration.ofSeconds(1), Duration.ofSeconds(5));

    private TestWeb web;
    private TestProxy proxy;

    @BeforeEach
    void open() throws Exception {
        web = TestWeb.on("127.0.0.1").text("/page", "text/html", "la la la");
        proxy = TestProxy.open(null);
    }

    @AfterEach
    void close() {
        proxy.close();
        web.close();
    }

    private static AddressGuard guard() {
        return new AddressGuard(List.of(IpNetwork.valueOf("127.0.0.1/32")), List.of(), host -> new InetAddress[] {
            InetAddress.ofLiteral(
                    switch (host) {
                        case "music.example" -> PUBLIC;
                        case "inside.example" -> "10.0.0.7";
                        default -> host;
                    })
        });
    }

    private static NetworkExit exit(String scheme, String login, TestProxy proxy) {
        return new ProxyProperties(new Secret(scheme + "://" + login + "127.0.0.1:" + proxy.port())).exit();
    }

    private String fetch(NetworkExit exit, String host) throws Exception {
        try (var documents = new Documents(guard(), SSLContext.getDefault(), LIMITS, exit)) {
            return documents
                    .get(HttpLink.parse("http://" + host + ":" + web.port() + "/page"), Map.of(), LIMIT)
                    .text();
        }
    }

    private FailureCode failure(NetworkExit exit, String host) {
        FailureException thrown = catchThrowableOfType(FailureException.class, () -> fetch(exit, host));
        assertThat(thrown).isNotNull();
        assertThat(thrown.failure().detail()).doesNotContain("word");
        return thrown.failure().code();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void everyConnectionLeavesThroughTheProxyWhichGetsAnAddressAndNoName(String scheme) throws Exception {
        assertThat(fetch(exit(scheme, "", proxy), "music.example")).isEqualTo("la la la");
        assertThat(proxy.targets()).containsExactly(PUBLIC + ":" + web.port());
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void aProxyWithALoginServesThoseWhoKnowIt(String scheme) throws Exception {
        try (TestProxy closed = TestProxy.open(LOGIN)) {
            assertThat(fetch(exit(scheme, ESCAPED + "@", closed), "music.example"))
                    .isEqualTo("la la la");
            assertThat(failure(exit(scheme, "anna:word@", closed), "music.example"))
                    .isEqualTo(FailureCode.PROXY_REFUSED);
            assertThat(failure(exit(scheme, "", closed), "music.example")).isEqualTo(FailureCode.PROXY_REFUSED);
            assertThat(closed.targets()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void aHostInsideIsRefusedBeforeTheProxyIsAsked(String scheme) {
        assertThat(failure(exit(scheme, "", proxy), "inside.example")).isEqualTo(FailureCode.URL_FORBIDDEN);
        assertThat(proxy.connections()).isZero();
    }

    @Test
    void anAllowedNetworkOfOurOwnIsReachedStraight() throws Exception {
        assertThat(fetch(exit("socks5", "", proxy), "127.0.0.1")).isEqualTo("la la la");
        assertThat(proxy.connections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http 502", "http 504", "socks5 1", "socks5 4", "socks5 5"})
    void aTargetThatTheProxyCannotReachIsTheSourcesOutage(String answer) {
        String[] words = answer.split(" ", -1);
        proxy.answer(Integer.parseInt(words[1]));
        assertThat(failure(exit(words[0], "", proxy), "music.example")).isEqualTo(FailureCode.SOURCE_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http 403", "http 405", "socks5 2"})
    void aTargetThatTheProxyForbidsIsForbidden(String answer) {
        String[] words = answer.split(" ", -1);
        proxy.answer(Integer.parseInt(words[1]));
        assertThat(failure(exit(words[0], "", proxy), "music.example")).isEqualTo(FailureCode.URL_FORBIDDEN);
    }

    @Test
    void aProxyThatKeepsRefusingIsLeftAloneForAWhile() {
        proxy.answer(407);
        NetworkExit exit = exit("http", "", proxy);
        for (int i = 0; i < 3; i++) {
            assertThat(failure(exit, "music.example")).isEqualTo(FailureCode.PROXY_REFUSED);
        }
        assertThat(failure(exit, "music.example")).isEqualTo(FailureCode.PROXY_UNAVAILABLE);
        assertThat(proxy.connections()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 403, TestProxy.SILENCE})
    void targetsThatAreAwayForbiddenOrSilentDoNotShutTheProxyForOthers(int answer) throws Exception {
        proxy.answer(answer);
        NetworkExit exit = exit("http", "", proxy);
        for (int i = 0; i < 4; i++) {
            assertThat(failure(exit, "music.example"))
                    .isEqualTo(answer == 403 ? FailureCode.URL_FORBIDDEN : FailureCode.SOURCE_UNAVAILABLE);
        }
        proxy.answer(0);
        assertThat(fetch(exit, "music.example")).isEqualTo("la la la");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void aProxyThatIsAwayIsNamedAndNoSourceIsBlamed(String scheme) {
        NetworkExit exit = exit(scheme, "", proxy);
        proxy.close();
        assertThat(failure(exit, "music.example")).isEqualTo(FailureCode.PROXY_UNAVAILABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks5"})
    void theTunnelOfAChildLeavesThroughTheProxyToo(String scheme) throws Exception {
        try (var forward = new ForwardProxy(guard(), LIMITS, exit(scheme, "", proxy))) {
            assertThat(asked(forward)).startsWith("HTTP/1.1 200").endsWith("la la la");
            assertThat(proxy.targets()).containsExactly(PUBLIC + ":" + web.port());
            proxy.close();
            assertThat(asked(forward)).startsWith("HTTP/1.1 " + ForwardProxy.PROXY_AWAY);
        }
    }

    private String asked(ForwardProxy forward) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), forward.port())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            String user = URI.create(forward.address()).getRawUserInfo();
            socket.getOutputStream()
                    .write(("GET http://music.example:" + web.port()
                                    + "/page HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Basic "
                                    + Base64.getEncoder().encodeToString(user.getBytes(ISO_8859_1)) + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://proxy.example:443",
                "proxy.example:1080",
                "http://anna:s3cr3t@proxy.example",
                "http://an na:s3cr3t@proxy.example:80",
                "socks5://anna:s3cr3t@proxy.example:99999",
                "socks5://:s3cr3t@proxy.example:1080",
                "http://anna:s3cr3t@proxy.example:80/path"
            })
    void anAddressThatIsNoneIsAProblemThatDoesNotQuoteThePassword(String address) {
        var settings = new ProxyProperties(new Secret(address));
        assertThat(settings.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("muzon.extractor.exit.proxy")
                        .doesNotContain("s3cr3t"));
        assertThat(settings.toString()).doesNotContain("s3cr3t");
        assertThatThrownBy(settings::exit).hasMessageNotContaining("s3cr3t");
    }
}
