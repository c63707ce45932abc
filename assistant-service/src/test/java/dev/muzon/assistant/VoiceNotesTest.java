package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.RecognitionServer.Answer;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.TextEntity;
import dev.muzon.testkit.audio.TestTones;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tests of voice notes as their senders see them, with the real libtdjson, ffmpeg and HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class VoiceNotesTest extends NoteScenario {
    /** More than the time between two edits of an answer. */
    private static final Duration EDIT_PAUSE = Duration.ofSeconds(3);

    private static Path silence;
    private static Path film;

    @BeforeAll
    static void make() throws IOException {
        film = tones().tone("film", TestTones.Format.M4A, 440, Duration.ofSeconds(3));
        silence = tones().silence("silence", Duration.ofSeconds(3));
    }

    @Test
    void aNoteOfTheOwnerIsAnsweredWithItsText(CapturedOutput output) {
        Message note = chat.note(me, tone);

        Message answer = chat.awaitAnswer(note, "🎙 buy milk");

        assertThat(answer.author().is(me.id())).isTrue();
        assertThat(chat.answers(note)).hasSize(1);
        assertThat(recogniser.requests).hasSize(1);
        assertThat(output).doesNotContain("buy milk");
        await().untilAsserted(() -> assertThat(scene.service().get("/actuator/prometheus"))
                .contains("muzon_notes_seconds_count{", "outcome=\"text\"", "muzon_notes_speech_seconds_total"));
    }

    @Test
    void theSoundIsDeletedOnceItIsRead() {
        chat.awaitAnswer(chat.note(me, tone), "🎙 buy milk");

        await().untilAsserted(() -> assertThat(sounds()).isEmpty());
    }

    private static List<Path> sounds() throws IOException {
        Path files = folder.resolve("sessions/main/files");
        try (Stream<Path> found = Files.walk(files)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    @Test
    void aNoteOfSomebodyElseIsLeftAlone() {
        Message theirs = chat.note(friend, tone);
        Message mine = chat.note(me, tone);

        chat.awaitAnswer(mine, "🎙 buy milk");

        assertThat(chat.answers(theirs)).isEmpty();
    }

    @Test
    void silenceIsCalledSilenceAndNobodyIsAskedAboutIt() {
        chat.awaitAnswer(chat.note(me, silence), "🎙 (silence)");

        assertThat(recogniser.requests).isEmpty();
    }

    @Test
    void aRecogniserThatIsAwayForAWhileLosesNoNote() {
        recogniser.plan(Answer.status(503));
        recogniser.plan(Answer.status(500));

        Message note = chat.note(me, tone);

        chat.awaitAnswer(note, "🎙 buy milk");
        assertThat(chat.answers(note)).hasSize(1);
        assertThat(recogniser.requests).hasSize(3);
    }

    @Test
    void soundThatNobodyCanReadIsRefusedInWords() throws IOException {
        Path garbage = Files.write(folder.resolve("garbage.opus"), new byte[5_000]);

        chat.awaitAnswer(chat.note(me, garbage), "🎙 I can't read the sound of this note.");
    }

    @Test
    void aLongTextIsFolded() {
        String text = sentences(20);
        recogniser.hears(text);

        Message answer = chat.awaitAnswer(chat.note(me, tone), "🎙 (English)\n" + text);

        assertThat(answer.entities())
                .extracting(TextEntity::type)
                .containsExactly(TextEntity.Type.EXPANDABLE_BLOCKQUOTE);
    }

    @Test
    void aTextTooLongForAMessageComesAsAFileBelowItsBeginning() throws IOException {
        String text = sentences(100);
        recogniser.hears(text);
        Message note = chat.note(me, tone);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.answers(note)).hasSize(2));

        Message beginning = chat.answers(note).getFirst();
        assertThat(beginning.text())
                .startsWith("🎙 (English)\nThis is sentence 0")
                .endsWith("milk. …");
        Message file = chat.answers(note).getLast();
        assertThat(file.text()).isEqualTo("🎙 the whole text");
        assertThat(file.media().kind()).isEqualTo(Media.Kind.DOCUMENT);
        assertThat(file.media().file().name()).endsWith(".txt");
        byte[] bytes = file.media().file().content().open().readAllBytes();
        assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(text);
        await().untilAsserted(() -> assertThat(sounds()).isEmpty());
    }

    @Test
    void aLongTextIsSplitBetweenSentencesWhereTheChatTakesNoFiles() {
        telegram.server.faults().fail("messages.sendMedia", 1, 403, "CHAT_SEND_DOCS_FORBIDDEN");
        recogniser.hears(sentences(100));
        Message note = chat.note(me, tone);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.answers(note)).hasSize(2));

        List<Message> parts = chat.answers(note);
        assertThat(parts.getFirst().text())
                .startsWith("🎙 1/2 (English)\nThis is")
                .endsWith("milk.");
        assertThat(parts.getLast().text())
                .startsWith("🎙 2/2 (English)\nThis is")
                .endsWith("milk.");
    }

    private static String sentences(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "This is sentence " + number + ", and it says a thing or two about milk.")
                .collect(Collectors.joining(" "));
    }

    @Test
    void theAnswerGoesWithANoteThatIsDeletedMeanwhile() {
        recogniser.plan(Answer.status(503));
        Message note = chat.note(me, tone);
        await().atMost(PATIENCE).until(() -> !recogniser.requests.isEmpty());

        chat.delete(note, me);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.answers(note)).isEmpty());
    }

    @Test
    void theAnswerGoesWithANoteThatIsDeletedLater() {
        Message note = chat.note(me, tone);
        chat.awaitAnswer(note, "🎙 buy milk");

        chat.delete(note, me);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.answers(note)).isEmpty());
    }

    @Test
    void aVideoNoteIsAnsweredWithItsText() {
        chat.awaitAnswer(chat.videoNote(me, film), "🎙 buy milk");
    }

    /** Sends the short note while the long one is read. The long one has five pieces. */
    @Test
    void aShortNoteWaitsForOnePieceOfALongOneOnly() throws Exception {
        Path minutes = tones().tone("minutes", TestTones.Format.OPUS, 440, Duration.ofSeconds(100));
        Semaphore answers = recogniser.holds();
        Message long1 = chat.note(me, minutes);
        await().atMost(PATIENCE).until(() -> recogniser.requests.size() == 1);
        Message short1 = chat.note(me, tone);
        await().atMost(PATIENCE)
                .until(() -> scene.service()
                                .bean(MeterRegistry.class)
                                .get("muzon.notes.waiting")
                                .gauge()
                                .value()
                        == 1);

        answers.release(2);

        chat.awaitAnswer(short1, "🎙 buy milk");
        assertThat(recogniser.requests).hasSizeLessThanOrEqualTo(3);
        answers.release(1_000_000);
        chat.awaitAnswer(long1, "🎙 buy milk buy milk buy milk buy milk buy milk");
    }

    @Test
    void theTextGrowsWhileALongNoteIsRead() throws Exception {
        Path minute = tones().tone("minute", TestTones.Format.OPUS, 440, Duration.ofSeconds(60));
        Semaphore answers = recogniser.holds();
        Message note = chat.note(me, minute);
        await().atMost(PATIENCE).until(() -> recogniser.requests.size() == 1);
        long begun = System.nanoTime();
        await().atMost(PATIENCE).until(() -> System.nanoTime() - begun > EDIT_PAUSE.toNanos());

        answers.release(1);

        chat.awaitAnswer(note, "🎙 buy milk …");
        answers.release(1_000_000);
        chat.awaitAnswer(note, "🎙 buy milk buy milk buy milk");
        assertThat(chat.answers(note)).hasSize(1);
    }

    @Test
    void aNoteThatIsTooLongIsRefusedInWordsAndNotRead() {
        Message note = chat.note(me, tone, Duration.ofHours(3));

        chat.awaitAnswer(note, "🎙 This note is too long for me.");

        assertThat(recogniser.requests).isEmpty();
    }

    @Test
    void theLanguageThatTheRecogniserFoundStandsBeforeTheText() {
        recogniser.plan(new Answer(200, "{\"text\":\"Milch kaufen\",\"language\":\"german\"}", Map.of()));

        chat.awaitAnswer(chat.note(me, tone), "🎙 (German) Milch kaufen");
    }

    @Test
    void theWordsTellTheLanguageWhereTheRecogniserDoesNot() {
        recogniser.hears("Слушай, а ты не знаешь, когда они приедут?");

        chat.awaitAnswer(chat.note(me, tone), "🎙 (Russian) Слушай, а ты не знаешь, когда они приедут?");
    }
}
