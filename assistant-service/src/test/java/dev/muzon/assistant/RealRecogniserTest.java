package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.assistant.sandbox.PocketsphinxServer;
import dev.muzon.sandbox.world.Message;
import dev.muzon.testkit.MongoFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of notes with a real recogniser and a speaking machine, where Debian's packages of them are installed. */
class RealRecogniserTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static PocketsphinxServer server;
    private static LoggedInService scene;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                PocketsphinxServer.installed("pocketsphinx_continuous") && PocketsphinxServer.installed("espeak-ng"),
                "Skipped: install pocketsphinx, pocketsphinx-en-us and espeak-ng");
        server = PocketsphinxServer.start(Files.createDirectory(folder.resolve("heard")));
        scene = LoggedInService.start(
                folder.resolve("sessions"),
                mongo.uri(),
                "--muzon.notes.engines=http",
                "--muzon.notes.http-patience=" + PATIENCE.toSeconds() + "s",
                "--muzon.notes.http-url=" + server.url());
    }

    @AfterAll
    static void stop() {
        if (scene != null) {
            scene.close();
            server.close();
        }
    }

    /** Speaks with voices that this recogniser understands. It takes other voices' Thursday for Tuesday. */
    @ParameterizedTest
    @CsvSource({
        "en-us+f3, 140, zero one two three four",
        "en-us+f3, 140, five six seven",
        "en-us+f3, 140, eight three",
        "en-us+f5, 160, nine three",
        "en-us+f3, 140, monday tuesday wednesday",
        "en-us+f5, 160, thursday three",
        "en-us+f3, 140, friday saturday sunday"
    })
    void everyDigitAndWeekdayThatAMachineSpeaksIsInTheTextOfItsNote(String voice, String speed, String words)
            throws Exception {
        Path spoken = folder.resolve("spoken.wav");
        new ProcessBuilder("espeak-ng", "-v", voice, "-s", speed, "-w", spoken.toString(), words)
                .inheritIO()
                .start()
                .waitFor();
        NoteChat chat = NoteChat.between(scene.telegram, scene.me, scene.telegram.person("Ben"));

        Message note = chat.note(scene.me, spoken);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(chat.answers(note))
                        .singleElement()
                        .extracting(Message::text)
                        .asString()
                        .startsWith("🎙 (English) "));
        assertThat(chat.answers(note).getFirst().text()).endsWith(words);
    }
}
