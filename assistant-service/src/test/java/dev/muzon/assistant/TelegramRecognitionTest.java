package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.assistant.sandbox.RecognitionServer;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.sandbox.world.Message;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests of Telegram's own recognition, with another recogniser behind it. The libtdjson is real. */
class TelegramRecognitionTest {
    private static final String METHOD = "messages.transcribeAudio";

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static LoggedInService scene;
    private static SandboxTelegram telegram;
    private static RecognitionServer next;
    private static Path tone;

    private NoteChat chat;

    @BeforeAll
    static void start() throws IOException {
        tone = new TestTones(Ffmpeg.locate(), folder).tone("tone", TestTones.Format.OPUS, 440, Duration.ofSeconds(3));
        next = RecognitionServer.start();
        next.hears("from the next one");
        scene = LoggedInService.start(
                folder.resolve("sessions"),
                mongo.uri(),
                "--muzon.notes.engines=telegram,http",
                "--muzon.notes.http-url=" + next.url());
        telegram = scene.telegram;
    }

    @AfterAll
    static void stop() {
        scene.close();
        next.close();
    }

    @BeforeEach
    void meetAFriend() {
        chat = NoteChat.between(telegram, scene.me, telegram.person("Ben"));
        next.requests.clear();
    }

    @AfterEach
    void allowAgain() {
        telegram.server.faults().clear();
    }

    private Message note(String heard) {
        return chat.note(scene.me, tone, file -> telegram.server.transcripts().put(file, heard));
    }

    @Test
    void telegramsWordsAreTheAnswerAndNothingIsDownloaded() {
        long before = telegram.server.requests("upload.getFile");

        chat.awaitAnswer(note("buy milk"), "🎙 buy milk");

        assertThat(next.requests).isEmpty();
        assertThat(telegram.server.requests("upload.getFile")).isEqualTo(before);
    }

    @Test
    void withoutPremiumTheNextRecogniserIsAsked() {
        telegram.server.faults().fail(METHOD, 1, 403, "PREMIUM_ACCOUNT_REQUIRED");

        chat.awaitAnswer(note("buy milk"), "🎙 from the next one");

        assertThat(next.requests).hasSize(1);
    }

    @Test
    void aFloodedRecognitionIsNotAskedAgainAndTheNextRecogniserReads() {
        long before = telegram.server.requests(METHOD);
        telegram.server.faults().floodWait(METHOD, 1, 137);
        try {
            chat.awaitAnswer(note("buy milk"), "🎙 from the next one");
            chat.awaitAnswer(note("buy bread"), "🎙 from the next one");

            assertThat(telegram.server.requests(METHOD) - before).isEqualTo(1);
        } finally {
            scene.restart(); // which forgets the wait
        }
    }

    @Test
    void aNoteThatIsTooLongForTelegramIsReadByTheNextOne() {
        telegram.server.faults().fail(METHOD, 1, 400, "MSG_VOICE_TOO_LONG");

        chat.awaitAnswer(note("buy milk"), "🎙 from the next one");
    }
}
