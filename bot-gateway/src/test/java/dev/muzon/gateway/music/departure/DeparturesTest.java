package dev.muzon.gateway.music.departure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.queue.ClaimedJob;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.protocol.job.Queues;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Chats that the bot leaves and chats that move. */
class DeparturesTest extends GatewayTest {
    @Autowired
    private JobQueue jobs;

    @Test
    void theMusicStopsAndTheCardIsForgottenWhereTheBotWasRemoved() {
        card(playing(5));
        player.shows(playing(5));
        int update = telegram.update("my_chat_member", """
                {"chat": {"id": %d, "type": "supergroup", "title": "Jazz"}, "date": 1700000000,
                 "from": {"id": 9, "is_bot": false, "first_name": "Admin"},
                 "old_chat_member": {"status": "member", "user": {"id": 42, "is_bot": true, "first_name": "Muzon"}},
                 "new_chat_member": {"status": "left", "user": {"id": 42, "is_bot": true, "first_name": "Muzon"}}}
                """.formatted(chat));
        assertThat(job().id()).isEqualTo("stop:" + chat + ":" + update);
        await().untilAsserted(() -> assertThat(hasCard()).isFalse());
        assertThat(sent()).hasSize(1);
    }

    @Test
    void theMusicOfAGroupThatBecomesASupergroupMovesAlong() {
        card(playing(5));
        player.shows(playing(5));
        long supergroup = chat - 1_000_000;
        var message = telegram.message(chat, requester, "en", "");
        message.put("migrate_to_chat_id", supergroup);

        int update = telegram.update("message", message.toString());

        ClaimedJob move = job();
        assertThat(move.id()).isEqualTo("move:" + chat + ":" + update);
        assertThat(move.payload()).contains("\"type\":\"player.move\"", "\"id\":" + supergroup);
        await().untilAsserted(() -> assertThat(hasCard()).isFalse());
        assertThat(telegram.calls(call -> call.chatId() == supergroup)).isEmpty();
    }

    @Test
    void aGroupThatBecomesASupergroupKeepsItsLanguage() {
        say("ru", "/ping");
        reply();
        long supergroup = chat - 1_000_000;
        var message = telegram.message(chat, requester, "en", "");
        message.put("migrate_to_chat_id", supergroup);
        telegram.update("message", message.toString());
        job();

        telegram.update(
                "message",
                telegram.message(supergroup, requester, "en", "/ping").toString());

        await().untilAsserted(() -> assertThat(telegram.calls(call -> call.chatId() == supergroup))
                .singleElement()
                .satisfies(call -> assertThat(call.text()).startsWith("🏓 Понг")));
    }

    /** Claims the job for this chat's player. It waits for voice-call-service, however long that is away. */
    private ClaimedJob job() {
        return await().until(
                        () -> jobs.claim(Queues.PLAYER, "test", Duration.ofMinutes(1))
                                .filter(job -> job.payload().contains("\"id\":" + chat)),
                        Optional::isPresent)
                .orElseThrow();
    }
}
