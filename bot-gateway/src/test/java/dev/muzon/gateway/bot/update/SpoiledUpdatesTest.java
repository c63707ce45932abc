package dev.muzon.gateway.bot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.telegram.SpoiledUpdates;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class SpoiledUpdatesTest extends GatewayTest {
    private static final int UPDATES = 10_000;
    private static final int CHATS = 20;
    private static final AtomicLong PEOPLE = new AtomicLong(900_000);
    private static final List<String> KINDS = List.of(
            "message",
            "edited_message",
            "callback_query",
            "inline_query",
            "my_chat_member",
            "chat_member",
            "chat_join_request");

    @Test
    void noUpdateSilencesItsChat() {
        var updates = new SpoiledUpdates();
        for (int i = 0; i < UPDATES; i++) {
            ObjectNode update = updates.next();
            String group = Long.toString(group(i % CHATS));
            KINDS.stream()
                    .filter(update::has)
                    .forEach(kind ->
                            telegram.update(kind, update.get(kind).toString().replace("-1001234567890", group)));
        }
        for (int i = 0; i < CHATS; i++) {
            long group = group(i);
            await("an answer in group " + group + " behind updates of seed " + SpoiledUpdates.SEED)
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> {
                        telegram.say(group, PEOPLE.incrementAndGet(), "en", "/ping");
                        return telegram.calls(call -> call.chatId() == group).stream()
                                .anyMatch(call -> call.text().contains("Pong"));
                    });
        }
        await().untilAsserted(() -> assertThat(telegram.unconfirmed()).isZero());
    }

    private long group(int number) {
        return chat * 100 - number;
    }
}
