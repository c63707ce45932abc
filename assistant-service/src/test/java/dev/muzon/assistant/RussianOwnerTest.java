package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.assistant.sandbox.RecognitionServer;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.sandbox.world.Message;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A test of an owner whose Telegram is Russian and who has set nothing, with the real libtdjson. */
class RussianOwnerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    Path folder;

    // They read English until they found /language, which is about their notes.
    @Test
    void aRussianOwnerReadsRussianWhateverTheLanguageOfTheirNotes() throws Exception {
        Path silence = new TestTones(Ffmpeg.locate(), folder).silence("silence", Duration.ofSeconds(3));
        try (var recogniser = RecognitionServer.start();
                LoggedInService scene = LoggedInService.start(
                        "ru",
                        folder.resolve("sessions"),
                        mongo.uri(),
                        "--muzon.notes.engines=http",
                        "--muzon.notes.http-url=" + recogniser.url())) {
            NoteChat saved = NoteChat.between(scene.telegram, scene.me, scene.me);

            assertThat(answer(saved, saved.write(scene.me, "/status"))).contains("Telegram: на связи", "Язык: auto");
            assertThat(answer(saved, saved.write(scene.me, "/language en")))
                    .isEqualTo("🎙 Язык сообщений: английский.");
            saved.awaitAnswer(saved.note(scene.me, silence), "🎙 (тишина)");

            scene.restart();
            assertThat(answer(saved, saved.write(scene.me, "/tracked"))).contains("Список пуст");
        }
    }

    private static String answer(NoteChat chat, Message command) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.answers(command)).isNotEmpty());
        return chat.answers(command).getFirst().text();
    }
}
