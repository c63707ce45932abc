package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.assistant.sandbox.RecognitionServer;
import dev.muzon.assistant.sandbox.RecognitionServer.Answer;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.TextEntity;
import dev.muzon.sandbox.world.User;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tests of voice notes as their senders see them, with the real libtdjson, ffmpeg and HTTP. */
@ExtendWith(OutputCaptureExtension.class)
class VoiceNotesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static LoggedInService scene;
    private static SandboxTelegram telegram;
    private static RecognitionServer recogniser;
    private static User me;
    private static Path tone;
    private static Path silence;
    private static Path film;

    private User friend;
    private NoteChat chat;

    @BeforeAll
    static void start() throws IOException {
        var tones = new TestTones(Ffmpeg.locate(), folder);
        tone = tones.tone("tone", TestTones.Format.OPUS, 440, Duration.ofSeconds(3));
        film = tones.tone("film", TestTones.Format.M4A, 440, Duration.ofSeconds(3));
        silence = tones.silence("silence", Duration.ofSeconds(3));
        recogniser = RecognitionServer.start();
        scene = LoggedInService.start(
                folder.resolve("sessions"),
                mongo.uri(),
                "--muzon.notes.engines=http",
                "--muzon.notes.http-url=" + recogniser.url());
        telegram = scene.telegram;
        me = scene.me;
    }

    @AfterAll
    static void stop() {
        scene.close();
        recogniser.close();
    }

    @BeforeEach
    void meetAFriend() {
        friend = telegram.person("Ben");
        chat = NoteChat.between(telegram, me, friend);
        recogniser.hears("buy milk");
        recogniser.requests.clear();
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
    void aLongTextIsFoldedAndAVeryLongOneIsSplitBetweenSentences() {
        recogniser.hears(IntStream.range(0, 100)
                .mapToObj(number -> "This is sentence " + number + ", and it says a thing or two about milk. ")
                .collect(Collectors.joining()));
        Message note = chat.note(me, tone);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.answers(note)).hasSize(2));

        List<Message> parts = chat.answers(note);
        assertThat(parts.getFirst().text()).startsWith("🎙 1/2\nThis is").endsWith("milk.");
        assertThat(parts.getLast().text()).startsWith("🎙 2/2\nThis is").endsWith("milk.");
        assertThat(parts)
                .allSatisfy(part -> assertThat(part.entities())
                        .extracting(TextEntity::type)
                        .containsExactly(TextEntity.Type.EXPANDABLE_BLOCKQUOTE));
    }

    @Test
    void theAnswerGoesWithANoteThatIsDeletedMeanwhile() {
        recogniser.plan(Answer.status(503));
        Message note = chat.note(me, tone);
        await().atMost(PATIENCE).until(() -> !chat.answers(note).isEmpty());

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

    @Test
    void theLanguageThatTheRecogniserFoundStandsBeforeTheText() {
        recogniser.plan(new Answer(200, "{\"text\":\"Milch kaufen\",\"language\":\"german\"}", Map.of()));

        chat.awaitAnswer(chat.note(me, tone), "🎙 (German) Milch kaufen");
    }
}
