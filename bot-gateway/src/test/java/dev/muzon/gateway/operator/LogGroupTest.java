package dev.muzon.gateway.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import org.junit.jupiter.api.Test;

class LogGroupTest extends GatewayTest {
    @Test
    void theLogGroupHearsThatTheBotIsUp() {
        await().untilAsserted(() -> assertThat(telegram.calls(call -> call.chatId() == LOG_GROUP))
                .extracting(FakeBotApi.Call::text)
                .contains("✅ @MuzonBot is up."));
    }
}
