package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.RecognitionServer.Answer;
import dev.muzon.sandbox.world.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tests that the words of notes stand in their answers and nowhere else, whatever becomes of them. */
@ExtendWith(OutputCaptureExtension.class)
@Tag(NoteScenario.IMPATIENT)
class NoteSecrecyTest extends NoteScenario {
    private static final String WORD = "chrysoprase";
    private static final String READ = "🎙 " + WORD;

    @Test
    void theWordsOfReadFailedAndGivenUpNotesAreLeftNowhere(CapturedOutput output) throws Exception {
        recogniser.hears(WORD);
        chat.awaitAnswer(chat.note(me, tone), READ);

        for (Answer trouble : new Answer[] {
            new Answer(503, WORD, Map.of()),
            new Answer(200, "<p>" + WORD, Map.of()),
            new Answer(200, "{\"text\":[\"" + WORD + "\"]}", Map.of())
        }) {
            recogniser.plan(trouble);
            chat.awaitAnswer(chat.note(me, tone), READ);
        }
        recogniser.plan(new Answer(413, "{\"error\":{\"message\":\"" + WORD + "\"}}", Map.of()));
        Message refused = chat.note(me, tone);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.answers(refused)).isNotEmpty());

        telegram.server.faults().fail("messages.editMessage", 2, 400, "CHAT_RESTRICTED");
        Message unanswered = chat.note(me, tone);
        chat.awaitAnswer(unanswered, READ);
        telegram.server.faults().clear();
        giveUp();

        assertThat(output).as("failures that were reported").contains("transcriber.unavailable");
        assertThat(mongo.database()
                        .getCollection("jobs")
                        .countDocuments(new Document("type", "note.transcribe").append("state", "DEAD")))
                .as("dead jobs")
                .isPositive();
        Traces.assertNone(WORD, scene.service(), mongo, folder.resolve("sessions"), output);
    }

    /** Has a note fail until it is given up: its job is a day old, all but five seconds. */
    private void giveUp() {
        IntStream.range(0, 20).forEach(_ -> recogniser.plan(new Answer(503, WORD, Map.of())));
        Semaphore answers = recogniser.holds();
        int before = recogniser.requests.size();
        Message note = chat.note(me, tone);
        await().atMost(PATIENCE).until(() -> recogniser.requests.size() == before + 1);
        Instant yesterday = Instant.now().minus(Duration.ofDays(1)).plusSeconds(5);
        mongo.database()
                .getCollection("jobs")
                .updateMany(
                        new Document("type", "note.transcribe").append("state", "RUN"),
                        new Document("$set", new Document("created", yesterday)));
        answers.release(1_000_000);
        chat.awaitAnswer(note, "🎙 The speech recognition did not answer for a whole day, so I gave up.");
        recogniser.plansNothing();
    }
}
