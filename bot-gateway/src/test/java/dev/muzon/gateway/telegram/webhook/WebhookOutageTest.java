package dev.muzon.gateway.telegram.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.ServerAddress;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.status.StatusMessages;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.FreezableProxy;
import dev.muzon.gateway.support.Players;
import dev.muzon.gateway.telegram.Destination;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A gateway with a webhook whose MongoDB hangs. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class WebhookOutageTest {
    @RegisterExtension
    static final MongoFixture MONGO = new MongoFixture();

    private static final FakeBotApi TELEGRAM = new FakeBotApi();
    private static final int CHATS = 10;
    private static final long FIRST_CHAT = -5_000;

    private static FreezableProxy wire;

    @LocalServerPort
    private int port;

    @Autowired
    private Cards cards;

    @Autowired
    private StatusMessages statuses;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        ConnectionString direct = new ConnectionString(MONGO.uri());
        int mongo = new ServerAddress(direct.getHosts().getFirst()).getPort();
        wire = new FreezableProxy(mongo);
        settings.add(
                "spring.mongodb.uri",
                () -> "mongodb://127.0.0.1:" + wire.port() + "/" + direct.getDatabase() + "?directConnection=true");
        settings.add("muzon.internal-token", () -> "0123456789abcdef0123456789abcdef");
        settings.add("muzon.telegram.api-url", TELEGRAM::url);
        settings.add("muzon.telegram.token", () -> FakeBotApi.TOKEN);
        settings.add("muzon.webhook.url", () -> "https://bot.example.org");
    }

    @AfterAll
    static void close() throws IOException {
        wire.close();
        TELEGRAM.close();
    }

    @Test
    void everybodyIsAnsweredOnceWhileMongoDbHangsAndAfterIt() throws Exception {
        Deliveries deliveries = Deliveries.of(TELEGRAM, port);
        assertThat(deliveries.post(update(1)).statusCode()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(answers()).isEqualTo(1));

        wire.freeze();
        try (ExecutorService telegram = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int chat = 2; chat <= CHATS; chat++) {
                String update = update(chat);
                Future<?> _ = telegram.submit(() -> deliveries.post(update));
            }
            await().untilAsserted(() -> assertThat(answers()).isEqualTo(CHATS));
        } finally {
            wire.thaw();
        }
        for (int chat = 1; chat <= CHATS + 1; chat++) {
            String repeated = update(chat);
            await().until(() -> deliveries.post(repeated).statusCode() == 200);
        }
        await().untilAsserted(() -> assertThat(answers()).isEqualTo(CHATS + 1));
    }

    // Each of them waited for the driver, 15 s with a MongoDB elsewhere, and the chat with it.
    @Test
    void controlsWaitedAsLongAsTheDriverForAStoreThatHangs() {
        PlayerView playing = Players.playing(FIRST_CHAT, 5, Instant.now(), Players.entry("e1", "Song", 7));
        wire.freeze();
        try {
            assertUnavailable(() -> cards.willShow(playing, Destination.of(FIRST_CHAT), 1));
            assertUnavailable(() -> statuses.place(FIRST_CHAT));
        } finally {
            wire.thaw();
        }
        await().ignoreExceptions().until(() -> !cards.willShow(playing, Destination.of(FIRST_CHAT), 1));
    }

    private static void assertUnavailable(ThrowingCallable question) {
        assertThatThrownBy(question).isInstanceOf(FailureException.class).hasMessageContaining("store.unavailable");
    }

    private static long answers() {
        return TELEGRAM.calls("sendmessage").stream()
                .filter(call -> call.chatId() <= FIRST_CHAT)
                .count();
    }

    private static String update(int number) {
        return Deliveries.update(number, TELEGRAM.message(FIRST_CHAT - number, 7_000 + number, "en", "/ping"));
    }
}
