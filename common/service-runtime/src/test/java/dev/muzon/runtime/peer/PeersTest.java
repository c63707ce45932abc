package dev.muzon.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.runtime.config.MuzonProperties;
import dev.muzon.runtime.config.Secret;
import dev.muzon.sample.SampleServiceTest;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;

/** Two ends of the same wire: the peers of the sample service are the sample service. */
@SampleServiceTest
@TestPropertySource(properties = "muzon.peer-networks=127.0.0.1/32")
class PeersTest {
    @Autowired
    private Peers peers;

    @LocalServerPort
    private int port;

    @Test
    void sendsTheTokenAndReadsTheAnswer() {
        assertThat(peers.clientAt(self()).get().uri("/v1/fine").retrieve().body(String.class))
                .isEqualTo("{\"took\":\"PT1M30S\"}");
    }

    @Test
    void aProblemBecomesTheFailureItCarries() {
        assertThat(failure("/v1/fails/user"))
                .isEqualTo(Failure.of(
                        FailureCode.TRACK_TOO_LONG, "5 h", Map.of("limit", FailureArgument.of(Duration.ofHours(3)))));
        assertThat(failure("/v1/fails/flood")).isInstanceOf(Failure.FloodWait.class);
    }

    @Test
    void nobodyThereIsTransient() throws Exception {
        URI nowhere;
        try (var taken = new ServerSocket(0)) {
            nowhere = URI.create("http://127.0.0.1:" + taken.getLocalPort());
        }

        assertThatThrownBy(() ->
                        peers.clientAt(nowhere).get().uri("/v1/fine").retrieve().toBodilessEntity())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure())
                                .isInstanceOf(Failure.Transient.class)
                                .extracting(Failure::code)
                                .isEqualTo(FailureCode.PEER_UNAVAILABLE));
    }

    @Test
    void aSilentPeerIsGivenUp() throws Exception {
        try (var silent = new ServerSocket(0)) {
            var address = URI.create("http://127.0.0.1:" + silent.getLocalPort());

            assertThatThrownBy(() -> peers.clientAt(address, Duration.ofMillis(200))
                            .get()
                            .uri("/v1/fine")
                            .retrieve()
                            .toBodilessEntity())
                    .isInstanceOf(FailureException.class)
                    .hasMessageContaining("peer.unavailable");
        }
    }

    @Test
    void aWrongTokenIsCriticalForTheAsker() {
        var stranger = new HttpPeers(RestClient.builder(), settings(self(), "not the token of the others"));
        try (stranger) {
            assertThatThrownBy(() -> stranger.client(Peer.BOT_GATEWAY)
                            .get()
                            .uri("/v1/fine")
                            .retrieve()
                            .toBodilessEntity())
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            thrown -> assertThat(thrown.failure())
                                    .isInstanceOf(Failure.Critical.class)
                                    .extracting(Failure::code)
                                    .isEqualTo(FailureCode.TOKEN_REFUSED));
        }
    }

    @Test
    void aStreamIsReadAsItComes() throws Exception {
        var goOn = new CountDownLatch(1);
        try (var server = new SlowStream(goOn);
                var peers = new HttpPeers(RestClient.builder(), settings(server.address(), "token"))) {
            var text = peers.streaming(Peer.EXTRACTOR_SERVICE)
                    .get()
                    .uri("/v1/media/x")
                    .exchange((_, response) -> {
                        var beginning = response.getBody().readNBytes("beginning".length());
                        goOn.countDown();
                        return new String(beginning, StandardCharsets.UTF_8)
                                + new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
                    });

            assertThat(text).isEqualTo("beginning, end");
        }
    }

    @Test
    void theTokenDoesNotFollowALeaseToAForeignAddress() throws Exception {
        var configured = URI.create("http://127.0.0.1:8083");
        try (var thief = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var peers = new HttpPeers(RestClient.builder(), settings(configured, "token"))) {
            var poisoned = URI.create("http://127.0.0.1:" + thief.getLocalPort());

            assertThatThrownBy(() -> peers.clientAt(poisoned))
                    .isInstanceOfSatisfying(
                            FailureException.class,
                            thrown -> assertThat(thrown.failure())
                                    .isInstanceOf(Failure.Critical.class)
                                    .extracting(Failure::code)
                                    .isEqualTo(FailureCode.CONFIGURATION))
                    .hasMessageContaining("MUZON_PEER_NETWORKS");
            assertThat(peers.clientAt(configured)).isNotNull();
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

    private Failure failure(String path) {
        try {
            peers.clientAt(self()).get().uri(path).retrieve().toBodilessEntity();
            throw new AssertionError("nothing failed");
        } catch (FailureException thrown) {
            return thrown.failure();
        }
    }

    private URI self() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
