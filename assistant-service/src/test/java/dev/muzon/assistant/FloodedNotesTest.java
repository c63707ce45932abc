package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.sandbox.world.Message;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of voice notes while Telegram has the account wait with edits or with messages, with the real libtdjson. */
class FloodedNotesTest extends NoteScenario {
    /** A moment longer than the pause between two edits of an answer. */
    private static final Duration PROGRESS_PAUSE = Duration.ofSeconds(3);

    /** TDLib itself waits for less than a minute. */
    private static final int WAIT_SECONDS = 120;

    @AfterEach
    void forgetTheFlood() {
        telegram.server.faults().clear();
        scene.restart();
    }

    @Test
    void aFloodOfEditsStopsNoAnswerAndIsNotAskedAgain() throws Exception {
        long before = telegram.server.requests("messages.editMessage");
        telegram.server.faults().floodWait("messages.editMessage", 1, WAIT_SECONDS);

        Message flooded = chat.note(me, tone);
        assertAnsweredOnce(chat, flooded);
        NoteChat other = NoteChat.between(telegram, me, telegram.person("Cara"));
        assertAnsweredOnce(other, other.note(me, tone));

        assertThat(telegram.server.requests("messages.editMessage") - before).isEqualTo(1);
        assertThat(scene.service().get("/actuator/health")).contains("may not edit messages for ");
        assertThat(scene.service().get("/actuator/prometheus"))
                .containsPattern("muzon_assistant_flooded\\{[^}]*kind=\"edit\"[^}]*} 1\\.0")
                .containsPattern("muzon_assistant_flooded\\{[^}]*kind=\"send\"[^}]*} 0\\.0");
    }

    @Test
    void aFloodOfMessagesIsRememberedAsItsKind() throws Exception {
        telegram.server.faults().floodWait("messages.sendMessage", 1, WAIT_SECONDS);
        chat.note(me, tone);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(scene.service().get("/actuator/prometheus"))
                        .containsPattern("muzon_assistant_flooded\\{[^}]*kind=\"send\"[^}]*} 1\\.0")
                        .containsPattern("muzon_assistant_flooded\\{[^}]*kind=\"edit\"[^}]*} 0\\.0"));
    }

    @Test
    void aFloodOfProgressDoesNotHoldUpTheReading() throws IOException {
        Path minutes = tones().tone("minutes", TestTones.Format.OPUS, 440, Duration.ofSeconds(100));
        Semaphore answers = recogniser.holds();
        Message note = chat.note(me, minutes);
        await().atMost(PATIENCE).until(() -> recogniser.requests.size() == 1);
        telegram.server.faults().floodWait("messages.editMessage", 1, WAIT_SECONDS);
        long shown = System.nanoTime();
        await().atMost(PATIENCE).until(() -> System.nanoTime() - shown > PROGRESS_PAUSE.toNanos());

        answers.release(1_000_000);

        chat.awaitAnswer(note, "🎙 buy milk buy milk buy milk buy milk buy milk");
        assertThat(recogniser.requests).hasSize(5);
    }

    private static void assertAnsweredOnce(NoteChat chat, Message note) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(chat.answers(note)).extracting(Message::text).containsExactly("🎙 buy milk"));
    }
}
