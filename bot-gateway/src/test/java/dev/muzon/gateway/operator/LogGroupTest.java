package dev.muzon.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.job.PlayerEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogGroupTest extends GatewayTest {
    @Test
    void theLogGroupHearsThatTheBotIsUp() {
        await().untilAsserted(() -> assertThat(telegram.calls(call -> call.chatId() == LOG_GROUP))
                .extracting(FakeBotApi.Call::text)
                .contains("✅ @MuzonBot is up."));
    }

    @Test
    void theLogGroupHearsOnceThatMusicWaitsForAnAssistantAccount() {
        Failure none = Failure.of(FailureCode.NO_ASSISTANT, "none is ready");
        for (String id : List.of("first:", "second:")) {
            publisher.publish(id + chat, new PlayerEvent.CallTroubled(null, ChatRef.of(chat), none, playing(5)));
        }
        publisher.publish("end:" + chat, new PlayerEvent.QueueEnded(ChatRef.of(chat)));

        await().untilAsserted(() -> assertThat(sent()).hasSize(2));
        await().untilAsserted(() -> assertThat(telegram.calls(call -> call.chatId() == LOG_GROUP))
                .extracting(FakeBotApi.Call::text)
                .filteredOn(text -> text.contains("no assistant account"))
                .hasSize(1));
    }
}
