package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.sandbox.SandboxTelegram;
import dev.muzon.coordination.queue.JobQueue;
import dev.muzon.protocol.job.Queues;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.JoinPolicy;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the channels that the operator makes every chat's library, with the real libtdjson. */
class LibraryChannelsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long ANY_CHAT = -987_654;
    private static final AtomicLong NUMBERS = new AtomicLong(1);

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static LoggedInService scene;
    private static SandboxTelegram telegram;

    @BeforeAll
    static void start() throws IOException {
        scene = LoggedInService.start(folder.resolve("sessions"), mongo.uri());
        telegram = scene.telegram;
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @Test
    void everyChatHearsTheSongsOfANamedChannelUntilItIsNamedNoLonger() throws Exception {
        Chat named = channel("library_" + NUMBERS.incrementAndGet());
        song(named, "Harbour Lights");
        telegram.world.messages().send(named.id(), telegram.owner.id(), NewMessage.text("harbour of words"));
        Chat secret = channel(null);
        song(secret, "Harbour Fog");

        scene.restartWith(library("@" + named.username() + ", " + SandboxTelegram.inviteLink(secret)));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(songs("harbour")).hasSize(2));
        assertThat(songs("lights").get(0).path("song").path("title").asString()).isEqualTo("Harbour Lights");
        JsonNode fog = songs("fog").get(0);
        assertThat(get("/v1/channels/songs/" + fog.path("channel").longValue() + "/"
                                + fog.path("post").longValue() + "?chat=" + ANY_CHAT)
                        .path("song")
                        .path("title")
                        .asString())
                .isEqualTo("Harbour Fog");
        assertThat(get("/v1/channels/posts?limit=5&q=harbour&chat=" + ANY_CHAT)).isEmpty();
        assertThat(get("/v1/channels?chat=" + ANY_CHAT)).isEmpty();
        assertThat(health().path("status").asString()).isEqualTo("UP");

        scene.restartWith(library(secret.id() + "," + SandboxTelegram.inviteLink(secret)));

        await().atMost(PATIENCE)
                .until(() -> !telegram.world.chats().get(named.id()).has(scene.me.id()));
        assertThat(songs("harbour")).hasSize(1);
        assertThat(scene.service().bean(JobQueue.class).claim(Queues.GATEWAY, "test", Duration.ofMinutes(1)))
                .as("words to a chat")
                .isEmpty();
    }

    @Test
    void aChannelThatCannotBeReadIsNamedByTheHealth() throws Exception {
        Chat closed = channel(null);
        song(closed, "Behind Doors");
        telegram.world.chats().configure(closed.id(), rules -> rules.joinPolicy(JoinPolicy.APPROVAL));

        scene.restartWith(library("@nobody_has_this_name"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health().toString())
                        .contains("DEGRADED", "@nobody_has_this_name", "MUZON_LIBRARY_CHANNELS"));

        scene.restartWith(library(SandboxTelegram.inviteLink(closed)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(health().toString())
                        .contains("DEGRADED", "pending")
                        .doesNotContain(closed.inviteHash()));
        telegram.world.joining().approve(closed.id(), telegram.owner.id(), scene.me.id());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(songs("behind doors")).hasSize(1));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(health().path("status").asString()).isEqualTo("UP"));
        assertThat(scene.service().bean(JobQueue.class).claim(Queues.GATEWAY, "test", Duration.ofMinutes(1)))
                .as("words to a chat")
                .isEmpty();

        telegram.world.members().ban(closed.id(), telegram.owner.id(), scene.me.id());
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(health().path("status").asString()).isEqualTo("DEGRADED"));
    }

    private static String library(String channels) {
        return "--muzon.channels.library=" + channels;
    }

    private static Chat channel(String username) {
        return telegram.world.chats().createChannel("Library", username, telegram.owner.id());
    }

    private static void song(Chat channel, String title) throws IOException {
        var file = telegram.world
                .files()
                .store(NewFile.of("song.mp3", "audio/mpeg", Content.of(new byte[100_000]))
                        .tagged(title, "Ensemble", Duration.ofSeconds(61)));
        telegram.world.messages().send(channel.id(), telegram.owner.id(), NewMessage.media(Media.Kind.AUDIO, file, ""));
    }

    private static JsonNode songs(String words) throws IOException, InterruptedException {
        return get("/v1/channels/songs?limit=20&q=" + words.replace(" ", "%20") + "&chat=" + ANY_CHAT);
    }

    private static JsonNode health() throws IOException, InterruptedException {
        return get("/actuator/health").path("components").path("libraryChannels");
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(scene.service().get(path));
    }
}
