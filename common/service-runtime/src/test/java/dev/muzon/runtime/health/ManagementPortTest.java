package dev.muzon.runtime.health;

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
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Tests of a service whose actuator has a separate port. Its MongoDB is away. */
@SampleServiceTest
@TestPropertySource(properties = "management.server.port=0")
class ManagementPortTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int management;

    @Test
    void theProbeOfLifeAndTheMetricsAnswerThereWithoutAToken() throws Exception {
        assertThat(get(management, "/actuator/health/liveness", "none").statusCode())
                .isEqualTo(200);
        assertThat(get(management, "/actuator/prometheus", "none").body()).contains("service=\"sample-service\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/metrics", "/actuator/info", "/actuator/../actuator/metrics", "/v1/fine"})
    void everythingElseNeedsTheTokenThereToo(String path) throws Exception {
        assertThat(get(management, path, "none").statusCode()).isIn(400, 401);
    }

    @Test
    void onlyARequestWithTheTokenReadsThePartsOfTheHealthThere() throws Exception {
        assertThat(get(management, "/actuator/health", "none").body())
                .contains("DOWN")
                .doesNotContain("mongo");
        assertThat(get(management, "/actuator/health", "Bearer " + SampleServiceTest.TOKEN)
                        .body())
                .contains("DOWN", "mongo", "error");
    }

    @Test
    void theServicesOwnPortKeepsTheProbesAndNothingElseOfIt() throws Exception {
        String token = "Bearer " + SampleServiceTest.TOKEN;

        assertThat(get(port, "/livez", "none").statusCode()).isEqualTo(200);
        assertThat(get(port, "/readyz", "none").statusCode()).isEqualTo(200);
        assertThat(get(port, "/actuator/prometheus", token).statusCode()).isEqualTo(404);
        assertThat(get(management, "/v1/fine", token).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(int port, String path, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", authorization)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
