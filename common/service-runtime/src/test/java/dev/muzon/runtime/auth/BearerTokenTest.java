package dev.muzon.runtime.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sample.SampleServiceTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SampleServiceTest
class BearerTokenTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void aRequestWithTheTokenIsAnswered() throws Exception {
        assertThat(status("/v1/fine", "Bearer " + SampleServiceTest.TOKEN)).isEqualTo(200);
        assertThat(status("/v1/fine", "bearer " + SampleServiceTest.TOKEN)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer wrong", "Basic " + SampleServiceTest.TOKEN, "x"})
    void aRequestWithoutTheRightTokenIsRefused(String authorization) throws Exception {
        assertThat(status("/v1/fine", authorization)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/actuator/health", "/actuator/prometheus", "/page/hello"})
    void publicPathsNeedNoToken(String path) throws Exception {
        assertThat(status(path, "none")).isEqualTo(path.equals("/actuator/health") ? 503 : 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/fine",
                "/actuator/metrics",
                "/actuator/info",
                "/v1/no-such-path",
                "/page/../v1/fine",
                "/page/..;/v1/fine",
                "/livez/../v1/fine",
                "/V1/fine",
                "//v1/fine"
            })
    void everyOtherPathNeedsTheTokenHoweverItIsSpelled(String path) throws Exception {
        assertThat(status(path, "none")).isIn(400, 401, 404);
    }

    /** Asks a service that is down, because it has no MongoDB. */
    @Test
    void onlyARequestWithTheTokenReadsThePartsOfTheHealth() throws Exception {
        assertThat(get("/actuator/health", "none").body()).contains("DOWN").doesNotContain("mongo");
        assertThat(get("/actuator/health", "Bearer " + SampleServiceTest.TOKEN).body())
                .contains("DOWN", "mongo", "error");
    }

    private int status(String path, String authorization) throws Exception {
        return get(path, authorization).statusCode();
    }

    private HttpResponse<String> get(String path, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", authorization)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
