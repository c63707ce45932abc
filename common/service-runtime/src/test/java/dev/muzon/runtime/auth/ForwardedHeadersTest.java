package dev.muzon.runtime.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sample.SampleServiceTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Tests of forwarded headers. Kubernetes makes Spring Boot believe them unless it is told not to. */
@SampleServiceTest
@TestPropertySource(properties = "spring.main.cloud-platform=kubernetes")
class ForwardedHeadersTest {
    @LocalServerPort
    private int port;

    @Test
    void aCallerCannotChooseItsOwnAddress() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/page/visitor"))
                .header("X-Forwarded-For", "192.0.2.7")
                .header("X-Forwarded-Host", "elsewhere.example")
                .header("Forwarded", "for=192.0.2.7;host=elsewhere.example")
                .build();

        try (var http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, BodyHandlers.ofString()).body()).isEqualTo("127.0.0.1 at 127.0.0.1");
        }
    }
}
