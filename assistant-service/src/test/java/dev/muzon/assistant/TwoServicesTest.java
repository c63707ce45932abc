package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.assistant.sandbox.RecognitionServer;
import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.coordination.queue.Doorbell;
import dev.muzon.coordination.queue.MongoJobQueue;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.protocol.job.Queues;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Message;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.sandbox.world.User;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests of two processes that are given the same account and the same folder. */
class TwoServicesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String READY = "Account main is ready";

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    Path folder;

    @BeforeEach
    void forgetTheOtherTest() {
        mongo.database().drop();
    }

    @Test
    void eachNoteIsAnsweredOnceByTheOneOwnerAlsoWhenItIsKilled() throws Exception {
        Path tone =
                new TestTones(Ffmpeg.locate(), folder).tone("tone", TestTones.Format.OPUS, 440, Duration.ofSeconds(2));
        try (var telegram = SandboxTelegram.start();
                var recogniser = RecognitionServer.start()) {
            recogniser.hears("buy milk");
            User me = telegram.person("Ann");
            NoteChat chat = NoteChat.between(telegram, me, telegram.person("Ben"));
            List<Message> notes = new ArrayList<>();
            try (ServiceProcess owner = start(telegram, recogniser, "one")) {
                await().atMost(PATIENCE)
                        .until(() -> !telegram.world.logins().pending().isEmpty());
                telegram.world.logins().approve(telegram.shown().getFirst(), me.id());
                await().atMost(PATIENCE).until(() -> log("one").contains(READY));
                try (ServiceProcess _ = start(telegram, recogniser, "two")) {
                    await().atMost(PATIENCE).until(() -> log("two").contains("Started AssistantServiceApplication"));
                    for (int i = 0; i < 4; i++) {
                        notes.add(chat.note(me, tone));
                    }
                    notes.forEach(note -> chat.awaitAnswer(note, "🎙 buy milk"));
                    assertThat(log("two")).doesNotContain(READY);

                    notes.add(chat.note(me, tone));
                    owner.kill();
                    notes.add(chat.note(me, tone));

                    await().atMost(PATIENCE).until(() -> log("two").contains(READY));
                    notes.forEach(note -> chat.awaitAnswer(note, "🎙 buy milk"));
                    notes.add(chat.note(me, tone));
                    chat.awaitAnswer(notes.getLast(), "🎙 buy milk");
                }
            }
            assertThat(notes).allSatisfy(note -> assertThat(chat.answers(note)).hasSize(1));
        }
    }

    @Test
    void aChannelIsReadOnceByTheOneOwnerAndByTheOtherAfterItsDeath() throws Exception {
        try (var telegram = SandboxTelegram.start();
                var recogniser = RecognitionServer.start()) {
            User me = telegram.person("Ann");
            Chat channel = telegram.world.chats().createChannel("Night", "night_of_two", telegram.owner.id());
            post(telegram, channel, "one");
            var queue = new MongoJobQueue(mongo.database(), Clock.systemUTC(), new Doorbell());
            try (ServiceProcess owner = start(telegram, recogniser, "one")) {
                await().atMost(PATIENCE)
                        .until(() -> !telegram.world.logins().pending().isEmpty());
                telegram.world.logins().approve(telegram.shown().getFirst(), me.id());
                await().atMost(PATIENCE).until(() -> log("one").contains(READY));
                try (ServiceProcess _ = start(telegram, recogniser, "two")) {
                    await().atMost(PATIENCE).until(() -> log("two").contains("Started AssistantServiceApplication"));
                    queue.publish(ChannelCrashTest.request(channel));
                    await().atMost(PATIENCE)
                            .until(() -> queue.claim(Queues.GATEWAY, "test", Duration.ofMinutes(5))
                                    .isPresent());
                    post(telegram, channel, "two");
                    await().atMost(PATIENCE)
                            .until(() -> ChannelCrashTest.stored(mongo).size() == 2);

                    owner.kill();
                    post(telegram, channel, "three");

                    await().atMost(PATIENCE)
                            .until(() -> ChannelCrashTest.stored(mongo).size() == 3);
                    post(telegram, channel, "four");
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(ChannelCrashTest.stored(mongo))
                                    .containsExactlyInAnyOrder("one", "two", "three", "four"));
                    assertThat(queue.claim(Queues.GATEWAY, "test", Duration.ofMinutes(5)))
                            .isEmpty();
                }
            }
        }
    }

    private static void post(SandboxTelegram telegram, Chat channel, String text) {
        telegram.world.messages().send(channel.id(), telegram.owner.id(), NewMessage.text(text));
    }

    private String log(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private ServiceProcess start(SandboxTelegram telegram, RecognitionServer recogniser, String name)
            throws IOException {
        List<String> settings = LoggedInService.settings(
                telegram,
                folder.resolve("sessions"),
                mongo.uri(),
                "--muzon.notes.engines=http",
                "--muzon.notes.http-url=" + recogniser.url());
        return ServiceProcess.start(settings, folder.resolve(name));
    }
}
