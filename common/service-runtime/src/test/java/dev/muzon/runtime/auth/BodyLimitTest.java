package dev.muzon.runtime.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sample.SampleServiceTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@SampleServiceTest
class BodyLimitTest {
    @LocalServerPort
    private int port;

    @Test
    void aBodyThatSaysItIsTooLongIsRefusedUnread() throws Exception {
        assertRefused(post(BodyPublishers.ofString(json(BodyLimitFilter.LIMIT))));
    }

    @Test
    void aBodyWithoutLengthIsReadNoFurtherThanTheLimit() throws Exception {
        byte[] body = json(BodyLimitFilter.LIMIT).getBytes(StandardCharsets.UTF_8);

        assertRefused(post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    @Test
    void aBodyBelowTheLimitIsRead() throws Exception {
        assertThat(post(BodyPublishers.ofString(json(BodyLimitFilter.LIMIT - 1000)))
                        .body())
                .doesNotContain("the body is larger");
    }

    private static void assertRefused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("input.bad", "the body is larger than");
    }

    private HttpResponse<String> post(BodyPublisher body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/commands"))
                .header("Authorization", "Bearer " + SampleServiceTest.TOKEN)
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }

    private static String json(int length) {
        return "{\"text\":\"" + "a".repeat(length) + "\"}";
    }
}
