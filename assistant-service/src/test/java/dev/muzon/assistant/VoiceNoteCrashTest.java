package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.assistant.sandbox.RecognitionServer;
import dev.muzon.assistant.sandbox.RecognitionServer.Answer;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.User;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests of voice notes around the end of a real process. */
class VoiceNoteCrashTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    Path folder;

    @Test
    void aNoteIsAnsweredOnceAlthoughTheProcessIsKilledAndNoneIsLostWhileItIsAway() throws Exception {
        Path tone =
                new TestTones(Ffmpeg.locate(), folder).tone("tone", TestTones.Format.OPUS, 440, Duration.ofSeconds(2));
        try (var telegram = SandboxTelegram.start();
                var recogniser = RecognitionServer.start()) {
            recogniser.hears("buy milk");
            recogniser.plan(Answer.never());
            User me = telegram.person("Ann");
            NoteChat chat = NoteChat.between(telegram, me, telegram.person("Ben"));
            Message during;
            try (ServiceProcess _ = start(telegram, recogniser)) {
                await().atMost(PATIENCE)
                        .until(() -> !telegram.world.logins().pending().isEmpty());
                telegram.world.logins().approve(telegram.shown().getFirst(), me.id());
                await().atMost(PATIENCE).until(() -> telegram.server.requests("messages.getDialogs") > 0);
                during = awaitTaken(chat, me, tone, recogniser);
            }
            Message meanwhile = chat.note(me, tone);

            try (ServiceProcess _ = start(telegram, recogniser)) {
                chat.awaitAnswer(during, "🎙 buy milk");
                chat.awaitAnswer(meanwhile, "🎙 buy milk");
            }
            assertThat(chat.answers(during)).hasSize(1);
            assertThat(chat.answers(meanwhile)).hasSize(1);
        }
    }

    /** Sends a note and waits until the recogniser has it. */
    private static Message awaitTaken(NoteChat chat, User me, Path tone, RecognitionServer recogniser) {
        Message note = chat.note(me, tone);
        await().atMost(PATIENCE).until(() -> !recogniser.requests.isEmpty());
        assertThat(chat.answers(note)).hasSize(1);
        return note;
    }

    private ServiceProcess start(SandboxTelegram telegram, RecognitionServer recogniser) throws IOException {
        List<String> settings = LoggedInService.settings(
                telegram,
                folder.resolve("sessions"),
                mongo.uri(),
                "--muzon.notes.engines=http",
                "--muzon.notes.http-url=" + recogniser.url());
        return ServiceProcess.start(settings, folder.resolve("log"));
    }
}
