package dev.muzon.assistant;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.assistant.sandbox.RecognitionServer;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.sandbox.world.User;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A service that reads the voice notes of Ann, and a friend of hers for each test. */
abstract class NoteScenario {
    /** Tag of tests in which the recogniser is not waited for long. */
    static final String IMPATIENT = "impatient";

    /** Tag of tests in which the recogniser has two models, and does not wait long for them. */
    static final String TWO_MODELS = "two-models";

    static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    static LoggedInService scene;
    static SandboxTelegram telegram;
    static RecognitionServer recogniser;
    static User me;

    /** Three seconds in which somebody might speak. */
    static Path tone;

    User friend;
    NoteChat chat;

    @BeforeAll
    static void start(TestInfo test) throws IOException {
        boolean choice = test.getTags().contains(TWO_MODELS);
        String patience = test.getTags().contains(IMPATIENT) ? "2s" : choice ? "10s" : "60s";
        tone = tones().tone("tone", TestTones.Format.OPUS, 440, Duration.ofSeconds(3));
        recogniser = RecognitionServer.start();
        scene = LoggedInService.start(
                folder.resolve("sessions"),
                mongo.uri(),
                "--muzon.notes.engines=http",
                "--muzon.notes.http-model=whisper-1" + (choice ? ",large" : ""),
                "--muzon.notes.http-patience=" + patience,
                "--muzon.notes.http-url=" + recogniser.url());
        telegram = scene.telegram;
        me = scene.me;
    }

    static TestTones tones() {
        return new TestTones(Ffmpeg.locate(), folder);
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
}
