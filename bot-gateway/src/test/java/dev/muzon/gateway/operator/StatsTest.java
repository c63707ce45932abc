package dev.muzon.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.bot.chat.KnownGroups;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class StatsTest extends GatewayTest {
    @Autowired
    private KnownGroups groups;

    @Test
    void anOwnerReadsInPrivateWhatPlayedAndWhatFailed() {
        card(playing(5));
        Failure nothing = Failure.of(FailureCode.NOTHING_FOUND, "nothing");
        publisher.publish("failed:" + chat, new PlayerEvent.RequestFailed("tg:2:" + -chat, ChatRef.of(chat), nothing));

        await().untilAsserted(() -> assertThat(asked())
                .startsWith("📊 <b>What I have played</b>\nToday (UTC): ")
                .contains("\nVoice chats now: 0\n", " × <code>track.not-found</code>")
                .doesNotContain("Today (UTC): 0 ", "In seven days: 0 ", "Groups: 0\n"));
    }

    @Test
    void inAGroupAnOwnerIsSentToThePrivateChat() {
        telegram.say(chat, OWNER, "en", "/stats");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        assertThat(sent().getFirst().text()).isEqualTo("I tell that only in private.");
    }

    @Test
    void aStrangerWasLeftWithoutAnAnswer() {
        say("en", "/stats");
        assertThat(reply()).isEqualTo("Only my owner can do that.");
    }

    // Telegram forgets after a day that the bot was removed while it was off.
    @Test
    void aGroupThatTheBotIsNoLongerInIsNotCounted() {
        say("en", "/ping");
        reply();
        await().untilAsserted(() -> assertThat(isIn()).isTrue());

        telegram.in(chat).refuseNext("sendmessage", 403, "Forbidden: bot was kicked from the supergroup chat");
        telegram.say(chat, requester, "en", "/ping");
        await().untilAsserted(() -> assertThat(isIn()).isFalse());
    }

    private boolean isIn() {
        return groups.after(chat - 1).filter(group -> group.id() == chat).isPresent();
    }

    private String asked() {
        int before = privately().size();
        telegram.say(OWNER, OWNER, "en", "/stats");
        await().untilAsserted(() -> assertThat(privately()).hasSizeGreaterThan(before));
        return privately().getLast();
    }

    private List<String> privately() {
        return telegram.calls("sendmessage").stream()
                .filter(call -> call.chatId() == OWNER)
                .map(call -> call.text())
                .toList();
    }
}
