package dev.muzon.gateway.bot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.telegram.TelegramTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

class EditedCommandsTest extends GatewayTest {
    @Autowired
    private ReadMessages messages;

    @Autowired
    private TelegramTime time;

    private Instant sent = Instant.EPOCH;

    @BeforeEach
    void theProcessHasRunForAWhile() {
        messages.begin();
        sent = time.now().plusSeconds(3).truncatedTo(ChronoUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/play", "ping", "/pnig"})
    void anEditThatMadeAMessageAKnownCommandWasIgnored(String first) {
        ObjectNode message = say(first);
        edit(message, "/ping", 30);
        assertThat(pingsInTheEnd()).isOne();
    }

    @Test
    void aCommandThatWasCarriedOutIsNotObeyedAgain() {
        ObjectNode message = say("/ping");
        await().untilAsserted(() -> assertThat(pings()).hasSize(1));
        edit(message, "/ping once more", 30);
        assertThat(pingsInTheEnd()).isOne();
    }

    // Nobody answered, although there was room for another command by then.
    @Test
    void aCommandThatWasLeftOutAsOneTooManyIsAnsweredWhenItIsEdited() {
        ObjectNode last = say("/play");
        for (int i = 0; i < 6; i++) {
            last = say("/play");
        }
        await().until(() -> texts().anyMatch(text -> text.startsWith("A little slower, please")));
        edit(last, "/ping", 30);
        await().untilAsserted(() -> assertThat(pings()).hasSize(1));
    }

    @Test
    void anEditThatLeavesTheWordsAsTheyWereIsNotAnsweredAgain() {
        ObjectNode message = say("/play");
        await().untilAsserted(() -> assertThat(sent()).hasSize(1));
        edit(message, "/play", 30);
        assertThat(pingsInTheEnd()).isZero();
        assertThat(sent()).hasSize(2);
    }

    @Test
    void anEditOfAnOldMessageIsNoCommand() {
        edit(say("pingg"), "/ping", 121);
        edit(say("pingg"), "/ping", 120);
        assertThat(pingsInTheEnd()).isOne();
    }

    @Test
    void aMessageThatAnotherProcessMayHaveReadIsNotCorrected() {
        sent = sent.minusSeconds(60);
        edit(say("pingg"), "/ping", 10);
        assertThat(pingsInTheEnd()).isZero();
    }

    private ObjectNode say(String text) {
        ObjectNode message = telegram.message(chat, requester, "en", text).put("date", sent.getEpochSecond());
        telegram.update("message", message.toString());
        return message;
    }

    private void edit(ObjectNode message, String text, int seconds) {
        ObjectNode edited = telegram.message(chat, requester, "en", text)
                .put("message_id", message.path("message_id").asInt())
                .put("date", sent.getEpochSecond())
                .put("edit_date", sent.getEpochSecond() + seconds);
        telegram.update("edited_message", edited.toString());
    }

    private List<String> pings() {
        return texts().filter(text -> text.startsWith("🏓")).toList();
    }

    /** Counts the answers to pings once everything before is answered. */
    private int pingsInTheEnd() {
        telegram.say(chat, requester, "en", "/help");
        await().until(() -> texts().anyMatch(text -> text.contains("/queue")));
        return pings().size();
    }

    private Stream<String> texts() {
        return sent().stream().map(FakeBotApi.Call::text);
    }
}
