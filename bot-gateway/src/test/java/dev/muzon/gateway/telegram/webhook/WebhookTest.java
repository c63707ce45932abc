package dev.muzon.gateway.telegram.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.testkit.MongoFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

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
        Deliveries deliveries = Deliveries.of(TELEGRAM, port);
        var announced = TELEGRAM.calls("setwebhook").getFirst().body();
        assertThat(announced.path("url").asString()).startsWith("https://bot.example.org/telegram/webhook?leader=");
        assertThat(deliveries.secret()).matches("[A-Za-z0-9_-]{32,256}");

        String ping = update(7, "/ping");
        assertThat(new Deliveries(port, "guessed").post(ping).statusCode()).isEqualTo(401);
        assertThat(deliveries.post(ping).statusCode()).isEqualTo(200);
        assertThat(deliveries.post(ping).statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(answers()).isEqualTo(1));

        assertThat(deliveries.post(update(8, "/ping")).statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(answers()).isEqualTo(2));
        assertThat(TELEGRAM.calls("getupdates")).isEmpty();
    }

    @Test
    void anUnreadableUpdateIsRefusedWithoutHarm() throws Exception {
        Deliveries deliveries = Deliveries.of(TELEGRAM, port);
        assertThat(deliveries.post("{\"update_id\":").statusCode()).isEqualTo(400);
        assertThat(deliveries.post("{}").statusCode()).isEqualTo(200);
    }

    private static long answers() {
        return TELEGRAM.calls("sendmessage").stream()
                .filter(call -> call.chatId() == CHAT)
                .count();
    }

    private static String update(int id, String text) {
        return Deliveries.update(id, TELEGRAM.message(CHAT, 7, "en", text));
    }
}
