package dev.muzon.runtime.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureArgument;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.sample.SampleServiceTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests of the errors that leave a service. Each is a problem which a peer turns back into its failure. */
@SampleServiceTest
class ErrorShapeTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/fails/user, '', 422, track.too-long",
        "GET, /v1/fails/flood, '', 429, telegram.flood-wait",
        "GET, /v1/fails/io, '', 500, internal.transient",
        "GET, /v1/fails/bug, '', 500, internal.unexpected",
        "GET, /v1/no-such-path, '', 404, input.bad",
        "GET, /no-such-page, '', 404, input.bad",
        "GET, /error, '', 404, input.bad",
        "GET, /v1/numbers, '', 400, input.bad",
        "GET, /v1/numbers?n=many, '', 400, input.bad",
        "DELETE, /v1/fine, '', 405, input.bad",
        "POST, /v1/commands, 'no json', 400, input.bad",
        "POST, /v1/commands, '{\"command\":\"explode\"}', 400, input.bad",
    })
    void everyErrorOfAControllerIsAProblem(String method, String path, String body, int status, String code)
            throws Exception {
        assertProblem(send(request(path).method(method, BodyPublishers.ofString(body))), status, code);
    }

    @Test
    void aStreamThatBreaksOffDoesNotLookWhole() {
        assertThatThrownBy(() -> send(request("/v1/stream").GET())).isInstanceOf(IOException.class);
    }

    @Test
    void anUnknownMediaTypeOfTheBodyIsAProblem() throws Exception {
        var request =
                request("/v1/commands").setHeader("Content-Type", "text/csv").POST(BodyPublishers.ofString("a,b"));

        assertProblem(send(request), 415, "input.bad");
    }

    @Test
    void aClientThatAcceptsOnlyMediaStillGetsAProblem() throws Exception {
        assertProblem(send(request("/v1/fails/user").setHeader("Accept", "audio/x-matroska")), 422, "track.too-long");
    }

    @Test
    void aMissingTokenIsAProblem() throws Exception {
        var response = send(HttpRequest.newBuilder(URI.create(base() + "/v1/fine")));

        assertProblem(response, 401, "internal.unauthenticated");
        assertThat(response.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void aRequestThatTheContainerRefusesIsAProblem() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /v1/[] HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json")
                    .contains("\"code\":\"input.bad\"")
                    .doesNotContain("Tomcat");
        }
    }

    @Test
    void theWholeFailureIsReadFromTheProblem() throws Exception {
        var problem = Problem.parse(send(request("/v1/fails/user")).body());

        assertThat(problem.failure())
                .isEqualTo(Failure.of(
                        FailureCode.TRACK_TOO_LONG, "5 h", Map.of("limit", FailureArgument.of(Duration.ofHours(3)))));
    }

    @Test
    void aCodeThatOnlyANewerPeerKnowsIsAnUnexpectedFailure() {
        var problem = Problem.parse("""
                {"type":"urn:muzon:failure:source.on-the-moon","title":"source.on-the-moon","status":503,"detail":"far",\
                "code":"source.on-the-moon","failure":{"kind":"transient","code":"source.on-the-moon","detail":"far"}}\
                """.getBytes(StandardCharsets.UTF_8));

        assertThat(problem.code()).isEqualTo(FailureCode.INTERNAL);
        assertThat(problem.failure().code()).isEqualTo(FailureCode.INTERNAL);
        assertThat(problem.failure()).isInstanceOf(Failure.Transient.class);
    }

    @Test
    void theTimeToWaitIsAHeaderInWholeSecondsAndExactInTheBody() throws Exception {
        var response = send(request("/v1/fails/flood"));

        assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(Problem.parse(response.body()).failure())
                .extracting(failure -> ((Failure.FloodWait) failure).retryAfter())
                .isEqualTo(Duration.ofMillis(1500));
    }

    private void assertProblem(HttpResponse<byte[]> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        var problem = Problem.parse(response.body());
        assertThat(problem)
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isNotNull();
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code().value()).isEqualTo(code);
        assertThat(problem.failure().code().value()).isEqualTo(code);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base() + path))
                .header("Authorization", "Bearer " + SampleServiceTest.TOKEN)
                .header("Content-Type", "application/json");
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }
}
