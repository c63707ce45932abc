package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muzon.assistant.sandbox.NoteChat;
import dev.muzon.assistant.sandbox.RecognitionServer;
import dev.muzon.ffmpeg.Ffmpeg;
import dev.muzon.sandbox.world.Message;
import dev.muzon.testkit.MongoFixture;
import dev.muzon.testkit.audio.TestTones;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of a disk without room for the sound of a note. Only root can make such a disk. */
class FullDiskTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    Path folder;

    private boolean mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", "--lazy", disk().toString());
        }
    }

    private Path disk() {
        return folder.resolve("sessions/main/files");
    }

    @Test
    void aNoteWaitsForRoomOnTheDiskAndTheAnswerAndHealthSaySo() throws Exception {
        Files.createDirectories(disk());
        mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk().toString()) == 0;
        assumeTrue(mounted, "only root can mount a small disk");
        var tones = new TestTones(Ffmpeg.locate(), folder);
        Path small = tones.tone("small", TestTones.Format.OPUS, 440, Duration.ofSeconds(2));
        Path large = tones.tone("large", TestTones.Format.WAV, 440, Duration.ofSeconds(40));
        assertThat(Files.size(large)).isGreaterThan(2_000_000);
        try (var recogniser = RecognitionServer.start();
                var scene = LoggedInService.start(
                        folder.resolve("sessions"),
                        mongo.uri(),
                        "--muzon.notes.engines=http",
                        "--muzon.notes.http-url=" + recogniser.url())) {
            recogniser.hears("buy milk");
            NoteChat chat = NoteChat.between(scene.telegram, scene.me, scene.telegram.person("Ben"));
            Message waits = chat.note(scene.me, large);
            chat.awaitAnswer(waits, "🎙 The disk of my machine is full. This note waits until there is room.");
            assertThat(health(scene).path("status").asString()).isEqualTo("DEGRADED");
            assertThat(health(scene).path("details").path("reason").asString())
                    .startsWith("Voice notes wait. Reading the last one failed: disk.full: no room for ");

            Message fits = chat.note(scene.me, small);
            chat.awaitAnswer(fits, "🎙 buy milk");
            assertThat(run("mount", "-o", "remount,size=20m", disk().toString()))
                    .isZero();

            chat.awaitAnswer(waits, "🎙 buy milk buy milk");
            assertThat(List.of(waits, fits))
                    .allSatisfy(note -> assertThat(chat.answers(note)).hasSize(1));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(health(scene).path("status").asString()).isEqualTo("UP"));
        }
    }

    private static JsonNode health(LoggedInService scene) throws Exception {
        return JsonMapper.shared()
                .readTree(scene.service().get("/actuator/health"))
                .path("components")
                .path("notes");
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
