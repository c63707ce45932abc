package dev.muzon.standalone.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.standalone.RecordingSupervisorListener;
import dev.muzon.standalone.process.Supervisor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlServerTest {
    private final Supervisor supervisor = new Supervisor(Clock.systemUTC(), new RecordingSupervisorListener());

    private Optional<String> link = Optional.empty();

    @Test
    void programsAreAnsweredAndBrowserPagesRefused() throws Exception {
        try (ControlServer control = ControlServer.start(supervisor, () -> link, 0, true)) {
            String address = "http://127.0.0.1:" + control.port();

            assertThat(status(request(address + "/processes"))).isEqualTo(200);
            assertThat(status(request(address + "/login-page"))).isEqualTo(404);
            link = Optional.of("http://127.0.0.1:8082/#secret");
            assertThat(status(request(address + "/login-page"))).isEqualTo(200);
            assertThat(status(request(address + "/processes/a/kill").POST(BodyPublishers.noBody())))
                    .isEqualTo(404);
            assertThat(status(request(address + "/processes/a/kill")
                            .header("Origin", "https://evil.example")
                            .POST(BodyPublishers.noBody())))
                    .isEqualTo(403);
            assertThat(status(request("http://localhost:" + control.port() + "/processes")))
                    .isEqualTo(403);
        }
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address));
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }
}
