package dev.muzon.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.bot.chat.Blocklist;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

class BlockTest extends GatewayTest {
    @Autowired
    private Blocklist blocklist;

    @Test
    void aBlockedPersonIsIgnoredUntilTheyAreUnblocked() {
        owner("/block " + requester);
        assertThat(reply()).startsWith("🚫 Done: I no longer answer <code>" + requester + "</code>");

        say("en", "/ping");
        press(requester, 3, "setup:check");
        assertThat(toast().body().has("text")).isFalse();
        owner("/unblock " + requester);
        assertThat(reply()).isEqualTo("✅ Done: I answer <code>" + requester + "</code> again.");
        assertThat(sent()).hasSize(2);
        say("en", "/ping");
        await().untilAsserted(() -> assertThat(reply()).contains("Pong"));
    }

    @Test
    void aBlockedChatIsIgnoredExceptForOwners() {
        owner("/block " + chat);
        assertThat(reply()).startsWith("🚫 Done");
        say("en", "/ping");
        owner("/unblock " + chat);
        assertThat(reply()).startsWith("✅ Done");
        assertThat(sent()).hasSize(2);
    }

    @Test
    void aBlockedGroupThatBecameASupergroupWasServedAgain() {
        long supergroup = chat - 1_000_000;
        owner("/block " + chat);
        ObjectNode message = telegram.message(chat, requester, "en", "");
        message.remove("text");
        message.put("migrate_to_chat_id", supergroup);
        telegram.update("message", message.toString());
        await().until(() -> blocklist.includes(supergroup));
        owner("/unblock " + supergroup);
        owner("/unblock " + chat);
    }

    @Test
    void theAuthorOfTheAnsweredMessageIsMeant() {
        ObjectNode message = telegram.message(chat, OWNER, "en", "/block");
        ObjectNode replied = message.putObject("reply_to_message");
        replied.put("message_id", 3).put("text", "hello");
        replied.putObject("from").put("id", requester).put("is_bot", false).put("first_name", "Rude");
        telegram.update("message", message.toString());
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text()).contains("<code>" + requester + "</code>");
        owner("/unblock " + requester);
        assertThat(reply()).startsWith("✅ Done");
    }

    @Test
    void neitherAnOwnerNorTheBotIsBlockedAndOthersBlockNobody() {
        owner("/block " + OWNER);
        assertThat(reply()).isEqualTo("That is one of my owners.");
        owner("/block " + FakeBotApi.TOKEN.split(":", 2)[0]);
        assertThat(reply()).isEqualTo("That is me: I answer nothing of my own anyway.");
        say("en", "/block 5");
        await().untilAsserted(() -> assertThat(reply()).isEqualTo("Only my owner can do that."));
        owner("/unblock 5");
        assertThat(reply()).isEqualTo("<code>5</code> was not blocked.");
        owner("/block me");
        assertThat(reply()).contains("Whom?", "Reply to one of their messages");
    }

    private void owner(String text) {
        int before = sent().size();
        telegram.say(chat, OWNER, "en", text);
        await().untilAsserted(() -> assertThat(sent()).hasSizeGreaterThan(before));
    }

    @Override
    protected String reply() {
        return sent().stream()
                .map(FakeBotApi.Call::text)
                .reduce((_, last) -> last)
                .orElseThrow();
    }
}
