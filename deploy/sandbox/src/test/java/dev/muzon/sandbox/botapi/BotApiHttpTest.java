package dev.muzon.sandbox.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.muzon.sandbox.SandboxApplication;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.World;
import dev.muzon.sandbox.world.WorldSeed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import tools.jackson.databind.JsonNode;

/** Tests of the Bot API over HTTP: every way to pass parameters, the bodies of errors, faults, files, webhooks. */
@SpringBootTest(
        classes = SandboxApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "sandbox.bot.token=1000001:a-token-for-tests")
class BotApiHttpTest {
    private static final String TOKEN = "1000001:a-token-for-tests";

    @Autowired
    private World world;

    @Autowired
    private WorldSeed seed;

    @Autowired
    private FaultInjector faults;

    @Value("${local.server.port}")
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void clearFaults() {
        faults.clear();
        http.close();
    }

    @Test
    void parametersMayComeByQueryFormAndJson() throws Exception {
        var query = get("/bot" + TOKEN + "/sendMessage?text=one&chat_id=" + lounge());
        var form =
                post("sendmessage", "application/x-www-form-urlencoded", "text=%D0%B4%D0%B2%D0%B0&chat_id=" + lounge());
        var json = post("SendMessage", "application/json", "{\"text\": \"three\", \"chat_id\": " + lounge() + "}");
        assertThat(List.of(query, form, json))
                .extracting(answer ->
                        BotFixture.json(answer.body()).at("/result/text").asString())
                .containsExactly("one", "два", "three");
    }

    @Test
    void errorsHaveTelegramsBody() throws Exception {
        assertThat(get("/bot" + TOKEN + "/nothing")).satisfies(answer -> {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(BotFixture.json(answer.body())).isEqualTo(BotFixture.json("""
                                    {"ok": false, "error_code": 404, "description": "Not Found: method not found"}"""));
        });
        assertThat(get("/bot1:wrong-token-altogether/getMe").body())
                .isEqualTo("{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}");
        assertThat(post("getMe", "application/json", "{").body()).contains("can't parse JSON object");
        assertThat(post("getMe", "application/json", "").statusCode()).isEqualTo(200);
        assertThat(get("/file/bot" + TOKEN + "/files/1/nothing.mp3").statusCode())
                .isEqualTo(404);
        assertThat(get("/file/bot1:wrong/files/1/nothing.mp3").statusCode()).isEqualTo(401);
    }

    @Test
    void plannedFaultsHitOnlyTheirMethodAndChat() throws Exception {
        faults.add(new Fault("getMe", null, 1, null, 429, "Too Many Requests: retry after 7", Duration.ofSeconds(7)));
        faults.add(new Fault("getMe", null, 1, null, 502, null, null));
        assertThat(get("/bot" + TOKEN + "/getWebhookInfo").statusCode()).isEqualTo(200);
        var limited = get("/bot" + TOKEN + "/getMe");
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).contains("7");
        assertThat(BotFixture.json(limited.body()).at("/parameters/retry_after").asInt())
                .isEqualTo(7);
        faults.add(new Fault(
                "getMe",
                null,
                1,
                null,
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                null,
                -1009L));
        var broken = get("/bot" + TOKEN + "/getMe");
        assertThat(broken.statusCode()).isEqualTo(502);
        assertThat(broken.body()).startsWith("<html>");
        var upgraded = BotFixture.json(get("/bot" + TOKEN + "/getMe").body());
        assertThat(upgraded.at("/parameters/migrate_to_chat_id").asLong()).isEqualTo(-1009);
        assertThat(get("/bot" + TOKEN + "/getMe").statusCode()).isEqualTo(200);
    }

    @Test
    void aWebhookGetsEachUpdateAgainUntilItTakesIt() throws Exception {
        var secrets = new CopyOnWriteArrayList<String>();
        var bodies = new CopyOnWriteArrayList<String>();
        var refusals = new AtomicInteger(1);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            secrets.add(exchange.getRequestHeaders().getFirst("X-Telegram-Bot-Api-Secret-Token"));
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(refusals.getAndDecrement() > 0 ? 500 : 200, -1);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
            post(
                    "setWebhook",
                    "application/json",
                    "{\"url\": \"" + url + "\", \"secret_token\": \"s3cret\", \"drop_pending_updates\": true}");
            assertThat(get("/bot" + TOKEN + "/getUpdates").statusCode()).isEqualTo(409);
            world.messages().send(lounge(), seed.people().getFirst().id(), NewMessage.text("/queue"));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(bodies)
                            .filteredOn(body -> body.contains("/queue"))
                            .hasSizeGreaterThanOrEqualTo(2));
            assertThat(secrets).containsOnly("s3cret");
            await().untilAsserted(() -> assertThat(
                            info().at("/result/pending_update_count").asInt())
                    .isZero());
            assertThat(info().at("/result/last_error_message").asString())
                    .isEqualTo("Wrong response from the webhook: 500 Internal Server Error");
        } finally {
            post("deleteWebhook", "application/json", "{}");
            server.stop(0);
        }
        assertThat(info().at("/result/url").asString()).isEmpty();
    }

    @Test
    void aWebhookMayAnswerWithAMethod() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", exchange -> {
            exchange.getRequestBody().readAllBytes();
            var answer = ("{\"method\": \"sendMessage\", \"chat_id\": " + lounge() + ", \"text\": \"by the way\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
            post("setWebhook", "application/json", "{\"url\": \"" + url + "\", \"drop_pending_updates\": true}");
            assertThat(info().at("/result/max_connections").asInt()).isEqualTo(40);
            world.messages().send(lounge(), seed.people().getFirst().id(), NewMessage.text("/queue"));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(world.messages().all(lounge()))
                            .anyMatch(message -> message.text().equals("by the way")));
        } finally {
            post("deleteWebhook", "application/json", "{}");
            server.stop(0);
        }
    }

    private JsonNode info() throws Exception {
        return BotFixture.json(get("/bot" + TOKEN + "/getWebhookInfo").body());
    }

    private long lounge() {
        return seed.lounge().id();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String method, String contentType, String body) throws Exception {
        var request = HttpRequest.newBuilder(uri("/bot" + TOKEN + "/" + method))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
