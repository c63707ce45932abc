package dev.muzon.e2e;

import static dev.muzon.e2e.suite.Telegram.PATIENCE;
import static org.awaitility.Awaitility.await;

import dev.muzon.e2e.suite.Listener;
import dev.muzon.e2e.suite.Network;
import dev.muzon.e2e.suite.SharedSuite;
import dev.muzon.e2e.suite.Telegram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Stories told in the group where everybody is. Each begins and ends with an empty voice chat. */
@ExtendWith({Network.class, SharedSuite.class})
abstract class InTheLounge {
    final Telegram telegram;
    final long lounge;

    /** The group's owner. */
    final long alice;

    final Listener listener;

    InTheLounge(Telegram telegram) {
        this.telegram = telegram;
        this.lounge = telegram.chat("Muzon Lounge");
        this.alice = telegram.user("Alice");
        this.listener = new Listener(telegram, lounge);
    }

    /** One person's commands are limited, so that nobody is asked to stop what does not play. */
    @BeforeEach
    final void beginInSilence() {
        if (!telegram.receptions(lounge).isEmpty()) {
            silence();
        }
    }

    @AfterEach
    final void silence() {
        say("/stop");
        awaitEmptyVoiceChat();
    }

    final void awaitEmptyVoiceChat() {
        await("an empty voice chat")
                .atMost(PATIENCE)
                .until(() -> telegram.receptions(lounge).isEmpty());
    }

    /** Alice does. @return the message's id */
    final int say(String text) {
        return telegram.say(lounge, alice, text);
    }

    /** Somebody asks for it. @return the message's id */
    final int ask(String wish) {
        return telegram.say(lounge, telegram.somebody(), "/play " + wish);
    }

    /** Somebody asks for it, and it is shown as playing. @return its card */
    final JsonNode play(String title) {
        return telegram.awaitCard(lounge, ask(title), title);
    }
}
