package dev.muzon.runtime.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.sample.SampleServiceTest;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Two ends of the same wire: the peers of the sample service are the sample service. */
@SampleServiceTest
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
                .isEqualTo(Failure.user(FailureCode.TRACK_TOO_LONG, "5 h", Map.of("limit", "3 h")));
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
