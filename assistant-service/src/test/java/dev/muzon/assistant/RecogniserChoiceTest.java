package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.assistant.sandbox.RecognitionServer;
import dev.muzon.sandbox.world.Message;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests of {@code /model}, by which an account's owner chooses the recogniser. */
@Tag(NoteScenario.TWO_MODELS)
class RecogniserChoiceTest extends NoteScenario {
    private static final String FIRST = "http (whisper-1)";
    private static final String SECOND = "http (large)";

    private NoteChat saved;

    @BeforeEach
    void letTheFirstOneRead() {
        saved = NoteChat.between(telegram, me, me);
        awaitAnswer("/model 1", FIRST + " reads the notes now.");
        recogniser.requests.clear();
    }

    private void awaitAnswer(String command, String words) {
        Message written = saved.write(me, command);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(saved.answers(written))
                        .anySatisfy(answer -> assertThat(answer.text()).contains(words)));
    }

    @Test
    void modelListsTheRecognisersWithTheOneThatReads() {
        awaitAnswer("/model", "1. " + FIRST + " ✓\n2. " + SECOND + "\n");
        awaitAnswer("/model 3", "I know no such recogniser");
        awaitAnswer("/model http", "I know no such recogniser");
    }

    @Test
    void theChosenRecogniserIsTriedOutAndReadsFromThenOn() {
        awaitAnswer("/model large", SECOND + " reads the notes now.");
        chat.awaitAnswer(chat.note(me, tone), "🎙 buy milk");

        assertThat(recogniser.requests)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.body()).contains("name=\"model\"\r\n\r\nlarge\r\n"));
        awaitAnswer("/status", SECOND + " → " + FIRST);
    }

    @Test
    void theOldRecogniserReadsOnWhereTheNewOneRefuses() {
        recogniser.plan(RecognitionServer.Answer.status(404));

        awaitAnswer("/model 2", SECOND + " refuses to read, so " + FIRST + " goes on.");

        awaitAnswer("/model", FIRST + " ✓");
    }

    @Test
    void theOldRecogniserReadsWhileTheNewOneIsNotReady() {
        recogniser.plan(RecognitionServer.Answer.never());
        awaitAnswer("/model 2", "Until it is ready, " + FIRST + " reads.");

        chat.awaitAnswer(chat.note(me, tone), "🎙 buy milk");

        assertThat(recogniser.requests.getLast().body()).contains("\r\n\r\nwhisper-1\r\n");
        awaitAnswer("/model", FIRST + " ✓"); // the new one was given up
    }
}
