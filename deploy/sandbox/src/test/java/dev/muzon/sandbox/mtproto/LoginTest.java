package dev.muzon.sandbox.mtproto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sandbox.world.WorldSeed;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginTest {
    private Telegram telegram;

    @BeforeEach
    void start() throws IOException {
        telegram = Telegram.start();
    }

    @AfterEach
    void stop() {
        telegram.close();
    }

    @Test
    void aScannedCodeLogsTheClientIn() {
        try (TdClient client = telegram.open("account")) {
            telegram.login(client, telegram.assistant());
            client.awaitState("authorizationStateReady");
            assertThat(client.ok("getMe")
                            .path("usernames")
                            .path("editable_username")
                            .asString())
                    .isEqualTo("muzon_assistant");
        }
    }

    @Test
    void anAccountWithAPasswordAsksForItAndRefusesAWrongOne() {
        try (TdClient client = telegram.open("account")) {
            telegram.login(client, telegram.seed.assistants().getLast().id());
            assertThat(client.awaitState("authorizationStateWaitPassword")
                            .path("password_hint")
                            .asString())
                    .isEqualTo("what the demo plays");
            assertThat(telegram.world.logins().awaitedPasswords())
                    .containsExactly(telegram.seed.assistants().getLast().id());

            assertThat(client.call("checkAuthenticationPassword", request -> request.put("password", "polka"))
                            .path("message")
                            .asString())
                    .isEqualTo("PASSWORD_HASH_INVALID");
            client.ok("checkAuthenticationPassword", request -> request.put("password", WorldSeed.DEMO_PASSWORD));
            client.awaitState("authorizationStateReady");
            assertThat(telegram.world.logins().awaitedPasswords()).isEmpty();
        }
    }

    @Test
    void aSessionIsRestoredFromItsDatabase() {
        try (TdClient client = telegram.open("account")) {
            telegram.login(client, telegram.assistant());
            client.awaitState("authorizationStateReady");
        }
        try (TdClient again = telegram.open("account")) {
            again.awaitState("authorizationStateReady");
            again.awaitConnected();
            assertThat(telegram.server.requests("auth.exportLoginToken")).isEqualTo(2);
        }
    }

    @Test
    void loginsOutliveTheServerWhenKept() throws IOException {
        try (TdClient client = telegram.open("account")) {
            telegram.login(client, telegram.assistant());
            client.awaitState("authorizationStateReady");
            telegram.restartServer(true);
            client.ok("searchPublicChat", request -> request.put("username", "muzon_lounge"));
            assertThat(telegram.server.requests("auth.exportLoginToken")).isZero();
        }
    }

    @Test
    void aServerThatForgetsLoginsEndsTheSession() throws IOException {
        try (TdClient client = telegram.openLoggedIn()) {
            telegram.restartServer(false);
            client.awaitState("authorizationStateClosed");
        }
    }

    @Test
    void loggingOutEndsTheSession() {
        try (TdClient client = telegram.open("account")) {
            telegram.login(client, telegram.assistant());
            client.awaitState("authorizationStateReady");
            client.ok("logOut");
            client.awaitState("authorizationStateClosed");
        }
        try (TdClient again = telegram.open("account")) {
            again.awaitState("authorizationStateWaitPhoneNumber");
        }
    }

    @Test
    void aSessionEndedElsewhereClosesTheClient() {
        try (TdClient client = telegram.open("account")) {
            telegram.login(client, telegram.assistant());
            client.awaitState("authorizationStateReady");
            client.awaitConnected();
            telegram.server.revoke(telegram.assistant());
            client.awaitState("authorizationStateClosed");
        }
    }

    /** Logs in from another data centre. Accounts live in one of five, and a client starts in any of them. */
    @Test
    void aClientLogsInAtTheDataCentreOfItsAccount() throws IOException {
        try (Telegram telegram = Telegram.start();
                TdClient client = telegram.open("account")) {
            telegram.server.setHome(telegram.assistant(), 4);

            telegram.login(client, telegram.assistant());

            client.awaitState("authorizationStateReady");
            assertThat(telegram.server.requests("auth.importLoginToken")).isPositive();
            client.ok("searchPublicChat", request -> request.put("username", "muzon_lounge"));
        }
    }
}
