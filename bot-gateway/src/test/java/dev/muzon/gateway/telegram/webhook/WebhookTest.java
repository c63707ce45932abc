package dev.muzon.gateway.telegram.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A gateway to which Telegram sends updates by itself. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class WebhookTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private static final FakeBotApi TELEGRAM = new FakeBotApi();
    private static final long CHAT = -4711;

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("spring.mongodb.uri", MONGO::uri);
        settings.add("muzon.internal-token", () -> "0123456789abcdef0123456789abcdef");
        settings.add("muzon.telegram.api-url", TELEGRAM::url);
        settings.add("muzon.telegram.token", () -> FakeBotApi.TOKEN);
        settings.add("muzon.webhook.url", () -> "https://bot.example.org");
    }

    @AfterAll
    static void close() {
        TELEGRAM.close();
    }

    @Test
    void telegramIsToldTheAddressAndUpdatesComeOnceWithItsSecretOnly() throws Exception {
        await().untilAsserted(() -> assertThat(TELEGRAM.calls("setwebhook")).isNotEmpty());
        var announced = TELEGRAM.calls("setwebhook").getFirst().body();
        assertThat(announced.path("url").asString()).startsWith("https://bot.example.org/telegram/webhook?leader=");
        String secret = announced.path("secret_token").asString();
        assertThat(secret).matches("[A-Za-z0-9_-]{32,256}");

        String ping = update(7, "/ping");
        assertThat(post(ping, "guessed").statusCode()).isEqualTo(401);
        assertThat(post(ping, secret).statusCode()).isEqualTo(200);
        assertThat(post(ping, secret).statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(answers()).isEqualTo(1));

        assertThat(post(update(8, "/ping"), secret).statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(answers()).isEqualTo(2));
        assertThat(TELEGRAM.calls("getupdates")).isEmpty();
    }

    @Test
    void anUnreadableUpdateIsRefusedWithoutHarm() throws Exception {
        await().untilAsserted(() -> assertThat(TELEGRAM.calls("setwebhook")).isNotEmpty());
        String secret = TELEGRAM.calls("setwebhook")
                .getFirst()
                .body()
                .path("secret_token")
                .asString();
        assertThat(post("{\"update_id\":", secret).statusCode()).isEqualTo(400);
        assertThat(post("{}", secret).statusCode()).isEqualTo(200);
    }

    private static long answers() {
        return TELEGRAM.calls("sendmessage").stream()
                .filter(call -> call.chatId() == CHAT)
                .count();
    }

    private static String update(int id, String text) {
        ObjectNode update = JsonMapper.shared().createObjectNode();
        update.put("update_id", id);
        update.set("message", TELEGRAM.message(CHAT, 7, "en", text));
        return update.toString();
    }

    private HttpResponse<Void> post(String body, String secret) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + WebhookController.PATH + "?leader=another"))
                    .header("Content-Type", "application/json")
                    .header("X-Telegram-Bot-Api-Secret-Token", secret)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding());
        }
    }
}
