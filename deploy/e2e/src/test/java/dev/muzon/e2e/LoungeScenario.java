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

/** A test in the group where everybody is. Each one begins and ends with an empty voice chat. */
@ExtendWith({Network.class, SharedSuite.class})
abstract class LoungeScenario {
    final Telegram telegram;
    final long lounge;

    /** The group's owner. */
    final long alice;

    final Listener listener;

    LoungeScenario(Telegram telegram) {
        this.telegram = telegram;
        this.lounge = telegram.chat("Muzon Lounge");
        this.alice = telegram.user("Alice");
        this.listener = new Listener(telegram, lounge);
    }

    /** Empties the voice chat. One person's commands are limited, so nobody asks for a stop when nothing plays. */
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

    /**
     * Says something as Alice.
     *
     * @return the message's id
     */
    final int say(String text) {
        return telegram.say(lounge, alice, text);
    }

    /**
     * Asks for a track as some person.
     *
     * @return the message's id
     */
    final int ask(String wish) {
        return telegram.say(lounge, telegram.somebody(), "/play " + wish);
    }

    /**
     * Asks for a track as some person, and waits until it is shown as playing.
     *
     * @return its card
     */
    final JsonNode play(String title) {
        return telegram.awaitCard(lounge, ask(title), title);
    }
}
