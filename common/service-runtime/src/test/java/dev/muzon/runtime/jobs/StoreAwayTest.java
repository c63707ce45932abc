package dev.muzon.runtime.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.PlayerEvent;
import dev.muzon.sample.SampleServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Tests with a MongoDB that is away from the beginning. The service starts all the same and says so quickly. */
@SampleServiceTest
@Timeout(value = 28, unit = TimeUnit.SECONDS) // the driver's own default would wait 30 s
class StoreAwayTest {
    @Autowired
    private JobPublisher publisher;

    @Autowired
    private MeterRegistry meters;

    @LocalServerPort
    private int port;

    @Test
    void publishingWithoutAStoreFailsAsTransient() {
        assertThatThrownBy(() -> publisher.publish("end:1", new PlayerEvent.QueueEnded(ChatRef.of(-7))))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure())
                                .isInstanceOf(Failure.Transient.class)
                                .extracting(Failure::code)
                                .isEqualTo(FailureCode.STORE_UNAVAILABLE));
    }

    @Test
    void aServiceWithoutAStoreIsAliveAndReady() throws Exception {
        assertThat(status("/livez")).isEqualTo(200);
        assertThat(status("/readyz")).isEqualTo(200);
        assertThat(status("/actuator/health")).isEqualTo(503);
    }

    @Test
    void probesAreNotMeasuredAsRequests() throws Exception {
        assertThat(status("/livez")).isEqualTo(200);
        assertThat(status("/no-such-page")).isEqualTo(401);

        await().untilAsserted(() -> assertThat(
                        meters.find("http.server.requests").timers())
                .isNotEmpty()
                .noneMatch(timer -> "/livez".equals(timer.getId().getTag("uri"))));
    }

    private int status(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(15))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
