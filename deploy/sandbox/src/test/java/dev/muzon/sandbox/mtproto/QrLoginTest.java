package dev.muzon.sandbox.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QrLoginTest {
    @Test
    void scanningTheCodeLogsIn() throws Exception {
        try (Telegram telegram = Telegram.start();
                TdClient client = telegram.open("first")) {
            client.awaitState("authorizationStateWaitPhoneNumber");
            telegram.login(client, telegram.seed.assistants().getFirst().id());
            client.awaitState("authorizationStateReady");
            assertThat(client.ok("getMe", _ -> {})
                            .path("usernames")
                            .path("editable_username")
                            .asString())
                    .isEqualTo("muzon_assistant");
        }
    }
}
