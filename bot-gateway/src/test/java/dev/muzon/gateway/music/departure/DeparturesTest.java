package dev.muzon.gateway.music.departure;

import dev.muzon.gateway.support.WholeGateway;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.rest.CommandRequest;
import org.junit.jupiter.api.Test;

/** Chats that the bot leaves and chats that move. */
class DeparturesTest extends WholeGateway {

    @Test
    void whereTheBotWasRemovedTheMusicStopsAndTheCardIsForgotten() {
        card(playing(5));
        player.shows(playing(5));
        telegram.update("my_chat_member", """
                {"chat": {"id": %d, "type": "supergroup", "title": "Jazz"}, "date": 1700000000,
                 "from": {"id": 9, "is_bot": false, "first_name": "Admin"},
                 "old_chat_member": {"status": "member", "user": {"id": 42, "is_bot": true, "first_name": "Muzon"}},
                 "new_chat_member": {"status": "left", "user": {"id": 42, "is_bot": true, "first_name": "Muzon"}}}
                """.formatted(chat));
        await().untilAsserted(() ->
                assertThat(commands()).extracting(CommandRequest::command).containsExactly(new PlayerCommand.Stop()));
        assertThat(hasCard()).isFalse();
        assertThat(sent()).hasSize(1);
    }

    @Test
    void aGroupThatBecomesASupergroupKeepsItsLanguageAndIsToldToAskAgain() {
        say("ru", "/ping");
        reply();
        card(playing(5));
        player.shows(playing(5));
        long supergroup = chat - 1_000_000;
        var message = telegram.message(chat, requester, "en", "");
        message.put("migrate_to_chat_id", supergroup);
        telegram.update("message", message.toString());
        await().untilAsserted(() -> assertThat(telegram.calls(call -> call.chatId() == supergroup))
                .singleElement()
                .satisfies(call -> assertThat(call.text()).startsWith("Эта группа теперь супергруппа")));
        assertThat(commands()).extracting(CommandRequest::command).containsExactly(new PlayerCommand.Stop());
        assertThat(hasCard()).isFalse();
    }
}
