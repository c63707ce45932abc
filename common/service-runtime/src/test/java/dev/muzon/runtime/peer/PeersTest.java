package dev.muzon.runtime.peer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.runtime.config.MuzonProperties;
import dev.muzon.runtime.config.Secret;
import dev.muzon.runtime.contract.MediaApi;
import dev.muzon.sample.SampleServiceTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.GetExchange;

/** Two ends of the same wire: the peers of the sample service are the sample service. */
@SampleServiceTest
@TestPropertySource(properties = "muzon.peer-networks=127.0.0.1/32")
class PeersTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    @Autowired
    private Peers peers;

    @LocalServerPort
    private int port;

    /** The questions to the sample service. */
    interface SampleApi {
        @GetExchange("/v1/fine")
        Map<String, Duration> fine();

        @GetExchange("/v1/fine")
        List<String> fineButNoList();

        @GetExchange("/v1/fails/{kind}")
        String fails(@PathVariable String kind);

        @GetExchange("/v1/nothing")
        String nothing();

        @GetExchange("/v1/nothing")
        void expectNothing();
    }

    @Test
    void sendsTheTokenAndReadsTheAnswer() {
        assertThat(sample().fine()).containsExactly(Map.entry("took", Duration.ofSeconds(90)));
    }

    @Test
    void aProblemBecomesTheFailureItCarries() {
        assertThat(failure(() -> sample().fails("user")))
                .isEqualTo(Failure.of(
                        FailureCode.TRACK_TOO_LONG, "5 h", Map.of("limit", FailureArgument.of(Duration.ofHours(3)))));
        assertThat(failure(() -> sample().fails("flood"))).isInstanceOf(Failure.FloodWait.class);
    }

    @Test
    void anEmptyAnswerWhereTheContractPromisesAValueIsTransient() {
        assertUnavailable(() -> sample().nothing(), "GET " + self() + "/v1/nothing has an empty answer");
        sample().expectNothing();
    }

    @Test
    void anAnswerOfAnotherShapeIsCritical() {
        assertThat(failure(() -> sample().fineButNoList()))
                .isInstanceOf(Failure.Critical.class)
                .extracting(Failure::code)
                .isEqualTo(FailureCode.INTERNAL);
    }

    @Test
    void nobodyThereIsTransient() throws Exception {
        URI nowhere;
        try (var taken = new ServerSocket(0)) {
            nowhere = URI.create("http://127.0.0.1:" + taken.getLocalPort());
        }

        assertUnavailable(() -> at(nowhere, Peers.PATIENCE).fine(), "does not answer");
    }

    // "HttpTimeoutException: Request cancelled" was said.
    @Test
    void aSilentPeerIsGivenUp() throws Exception {
        try (var silent = new ServerSocket(0)) {
            var address = URI.create("http://127.0.0.1:" + silent.getLocalPort());

            assertUnavailable(() -> at(address, SHORT).fine(), " does not answer in time");
        }
    }

    @Test
    void aPeerThatStopsInTheMiddleOfItsAnswerIsGivenUp() throws Exception {
        var never = new CountDownLatch(1);
        try (var server = new SlowStream(never)) {
            assertUnavailable(() -> at(server.address(), SHORT).fails("slowly"), "does not answer");
        }
    }

    @Test
    void anAnswerThatBreaksOffIsTransient() throws Exception {
        try (var dying = new ServerSocket(0)) {
            Thread.ofVirtual().start(() -> answerHalf(dying));
            var address = URI.create("http://127.0.0.1:" + dying.getLocalPort());

            assertUnavailable(() -> at(address, Peers.PATIENCE).fine(), "does not answer");
        }
    }

    private static void answerHalf(ServerSocket server) {
        try (var connection = server.accept()) {
            connection.getInputStream().read(new byte[4096]);
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"took\":"
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aWrongTokenIsCriticalForTheAsker() {
        var stranger = new HttpPeers(RestClient.builder(), settings(self(), "not the token of the others"));
        try (stranger) {
            assertThat(failure(
                            () -> stranger.of(Peer.BOT_GATEWAY, SampleApi.class).fine()))
                    .isInstanceOf(Failure.Critical.class)
                    .extracting(Failure::code)
                    .isEqualTo(FailureCode.TOKEN_REFUSED);
        }
    }

    @Test
    void aStreamIsReadAsItComes() throws Exception {
        var goOn = new CountDownLatch(1);
        try (var server = new SlowStream(goOn);
                var peers = new HttpPeers(RestClient.builder(), settings(server.address(), "token"));
                InputStream media = peers.streaming(Peer.EXTRACTOR_SERVICE, MediaApi.class)
                        .open("a b", Duration.ofSeconds(90), null)) {
            assertThat(media.readNBytes("beginning".length())).asString().isEqualTo("beginning");
            goOn.countDown();
            assertThat(media.readAllBytes()).asString().isEqualTo(", end");
            assertThat(server.asked()).containsExactly("/v1/media/a%20b?from=PT1M30S");
        }
    }

    @Test
    void theTokenDoesNotFollowALeaseToAForeignAddress() throws Exception {
        var configured = URI.create("http://127.0.0.1:8083");
        try (var thief = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peers = new HttpPeers(RestClient.builder(), settings(configured, "token"))) {
            var poisoned = URI.create("http://127.0.0.1:" + thief.getLocalPort());

            assertThatThrownBy(() -> peers.at(poisoned, SampleApi.class, Peers.PATIENCE))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            refused -> assertThat(refused.failure())
                                    .isInstanceOf(Failure.Critical.class)
                                    .extracting(Failure::code)
                                    .isEqualTo(FailureCode.CONFIGURATION))
                    .hasMessageContaining("MUZON_PEER_NETWORKS");
            assertThat(peers.at(configured, SampleApi.class, Peers.PATIENCE)).isNotNull();
        }
    }

    private static MuzonProperties settings(URI address, String token) {
        return new MuzonProperties(
                new Secret(token),
                new MuzonProperties.Services(address, address, address, address),
                null,
                List.of(),
                new MuzonProperties.Drain(Duration.ofSeconds(20)));
    }

    private SampleApi sample() {
        return at(self(), Peers.PATIENCE);
    }

    private SampleApi at(URI address, Duration patience) {
        return peers.at(address, SampleApi.class, patience);
    }

    private static void assertUnavailable(ThrowingCallable question, String detail) {
        assertThat(failure(question)).isInstanceOf(Failure.Transient.class).satisfies(failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.PEER_UNAVAILABLE);
            assertThat(failure.detail()).contains(detail);
        });
    }

    private static Failure failure(ThrowingCallable question) {
        return requireNonNull(catchThrowableOfType(FailureException.class, question))
                .failure();
    }

    private URI self() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
