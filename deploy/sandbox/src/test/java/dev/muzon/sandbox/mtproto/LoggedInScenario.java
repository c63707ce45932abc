package dev.muzon.sandbox.mtproto;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a separate Telegram, and a client that is logged in as the first assistant. */
abstract class LoggedInScenario {
    Telegram telegram;
    TdClient client;
    long me;

    @BeforeEach
    final void login() throws IOException {
        telegram = Telegram.start();
        client = telegram.openLoggedIn();
        me = telegram.assistant();
    }

    @AfterEach
    final void end() {
        client.close();
        telegram.close();
    }
}
