package dev.muzon.gateway.bot.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.gateway.telegram.TelegramTime;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
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

    // A person who edited "/ping" into "/lang" waited for an answer that never came.
    @Test
    void anEditOfOneCommandIntoAnotherWasNotAnswered() {
        ObjectNode message = say("/ping");
        await().untilAsserted(() -> assertThat(pings()).hasSize(1));
        edit(message, "/ping", 10);
        edit(message, "/lang", 30);
        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        assertThat(sent().getLast().text())
                .isEqualTo("✏️ I have acted on that command as it was, so I leave its edit alone. "
                        + "Please send it as a new message.");
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

    // "Nothing found" was corrected by an edit, and only words came back.
    @Test
    void anEditOfARequestThatCameToNothingWasNotCarriedOut() {
        ObjectNode message = say("/play noktrune");
        await().until(() -> texts().anyMatch("🔎 Searching for <b>noktrune</b>…"::equals));
        publisher.publish(
                "nothing:" + chat,
                new PlayerEvent.RequestFailed(
                        requestId(message.path("update").asInt()),
                        ChatRef.of(chat),
                        Failure.of(FailureCode.NOTHING_FOUND, "no such thing")));
        outcome();
        edit(message, "/ping", 30);
        assertThat(pingsInTheEnd()).isOne();
    }

    @Test
    void anEditOfARequestThatIsUnderWayIsNotCarriedOut() {
        ObjectNode message = say("/play noktrune");
        await().until(() -> texts().anyMatch("🔎 Searching for <b>noktrune</b>…"::equals));
        edit(message, "/play nocturne", 30);
        await().until(() -> texts().anyMatch(text -> text.startsWith("✏️")));
    }

    @Test
    void anEditOfAQuestionIsAskedAgain() {
        ObjectNode message = say("/search noktrune");
        await().until(() -> sent().size() == 1);
        edit(message, "/search nocturne", 30);
        await().until(() -> texts().anyMatch(text -> text.contains("<b>nocturne</b>")));
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
        int update = telegram.update("message", message.toString());
        return message.put("update", update);
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
