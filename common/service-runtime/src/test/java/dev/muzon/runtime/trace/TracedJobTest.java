package dev.muzon.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.coordination.queue.MongoJobQueue;
import dev.muzon.coordination.queue.NewJob;
import dev.muzon.protocol.job.Queues;
import dev.muzon.sample.SampleServiceTest;
import dev.muzon.sample.ServiceProcess;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of a real process with a collector and with lines in JSON, both by one setting each. */
class TracedJobTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PAYLOAD = """
            {"type":"track.resolve","requestId":"tg:1:2","chat":{"id":-7},"requester":{"id":1,"name":"Alice"},
            "query":{"by":"text","text":"nothing"}}""";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    private final List<String> collected = new CopyOnWriteArrayList<>();

    @Test
    void aJobGoesOnWithTheTraceThatAskedForItAndItsLinesNameIt() throws IOException {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            try (exchange) {
                collected.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
        try (var service = ServiceProcess.start(
                Map.of(
                        "MUZON_INTERNAL_TOKEN",
                        SampleServiceTest.TOKEN,
                        "MONGO_DB_URI",
                        mongo.uri(),
                        "MUZON_LOG_FORMAT",
                        "json",
                        "MUZON_TRACES_URL",
                        "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces"),
                "--server.port=0",
                "--logging.config=classpath:logback-as-in-a-service.xml",
                "--sample.consumer=true")) {
            service.awaitLine("Started");
            var job = new NewJob(
                    "tg:1:2", Queues.EXTRACTOR, "track.resolve", PAYLOAD, null, 0, 0, 5, NewJob.DEFAULT_KEPT);
            new MongoJobQueue(mongo.database(), Clock.systemUTC(), new Doorbell())
                    .publish(job.tracedAs("00-" + TRACE + "-b7ad6b7169203331-01"));

            JsonNode line = JSON.readTree(service.awaitLine("Sample asked"));
            assertThat(line.path("chat").asString("")).isEqualTo("-7");
            assertThat(line.path("request").asString("")).isEqualTo("tg:1:2");
            assertThat(line.path("traceId").asString("")).as(line.toString()).isEqualTo(TRACE);
            await().atMost(PATIENCE).until(() -> !collected.isEmpty());
            assertThat(String.join("", collected))
                    .contains(raw(TRACE), raw("b7ad6b7169203331"), "job track.resolve")
                    .doesNotContain("Alice")
                    .doesNotContain("nothing");
        } finally {
            collector.stop(0);
        }
    }

    private static String raw(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
