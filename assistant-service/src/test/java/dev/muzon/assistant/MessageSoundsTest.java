package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.sandbox.world.Content;
import dev.muzon.sandbox.world.Media;
import dev.muzon.sandbox.world.NewFile;
import dev.muzon.sandbox.world.NewMessage;
import dev.muzon.testkit.MongoFixture;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of the sound of messages as other services hear it, with the real libtdjson. */
class MessageSoundsTest {
    private static final long STRANGERS = -1_009_999_999_999L;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** More than the Bot API hands out. */
    private static final int SIZE = 25_000_000;

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final byte[] SOUND = new byte[SIZE];

    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    static Path folder;

    private static LoggedInService scene;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        new Random(7).nextBytes(SOUND);
        scene = LoggedInService.start(folder.resolve("sessions"), mongo.uri());
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    /** Makes a private group, with the assistant in it or without. */
    private static Chat group(boolean within) {
        Chat group = scene.telegram.privateGroup();
        if (within) {
            scene.telegram.world.members().add(group.id(), scene.telegram.owner.id(), scene.me.id());
            awaitMembership(group);
        }
        return group;
    }

    /** Waits until the account was told of a new group. Then its words are seen. */
    private static void awaitMembership(Chat group) {
        int words = send(group, NewMessage.text("welcome"));
        await().atMost(PATIENCE)
                .until(() -> refusal(group.id(), words, group.id()), FailureCode.NOT_AUDIO.value()::equals);
    }

    private static int send(Chat chat, Media.Kind kind) throws IOException {
        var file = NewFile.of("rain.mp3", "audio/mpeg", Content.of(SOUND))
                .tagged("Summer Rain", "Müller", Duration.ofSeconds(61));
        var stored = scene.telegram.world.files().store(file);
        return send(chat, NewMessage.media(kind, stored, "secret words"));
    }

    private static int send(Chat chat, NewMessage message) {
        return scene.telegram
                .world
                .messages()
                .send(chat.id(), scene.telegram.owner.id(), message)
                .id();
    }

    private static JsonNode message(Object place, int message, long chat) throws Exception {
        return JsonMapper.shared()
                .readTree(scene.service().get("/v1/messages/" + place + "/" + message + "?chat=" + chat));
    }

    private static String refusal(Object place, int message, long chat) throws Exception {
        return message(place, message, chat).path("code").asString("");
    }

    private byte[] sound(Object place, int message, long chat, int from) throws Exception {
        URI address = scene.service().uri("/v1/messages/" + place + "/" + message + "/sound?chat=" + chat);
        HttpResponse<byte[]> sound = http.send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + RunningService.TOKEN)
                        .header("Range", "bytes=" + from + "-")
                        .build(),
                BodyHandlers.ofByteArray());
        assertThat(sound.statusCode()).isEqualTo(206);
        return sound.body();
    }

    @ParameterizedTest
    @EnumSource(
            value = Media.Kind.class,
            names = {"AUDIO", "VOICE", "VIDEO", "DOCUMENT"})
    void aFileBeyondTheBotApisLimitIsHeardInTheGroupOfTheAssistant(Media.Kind kind) throws Exception {
        Chat group = group(true);
        int message = send(group, kind);

        JsonNode seen = message(group.id(), message, group.id());

        assertThat(seen.path("song").path("size").intValue()).isEqualTo(SIZE);
        assertThat(seen.toString()).doesNotContain("secret words");
        assertThat(Arrays.equals(sound(group.id(), message, group.id(), 24_000_000), tail(24_000_000)))
                .isTrue();
        assertThat(Arrays.equals(sound(group.id(), message, group.id(), 0), SOUND))
                .isTrue();
    }

    private static byte[] tail(int from) {
        return Arrays.copyOfRange(SOUND, from, SIZE);
    }

    @Test
    void aMessageOfAPublicChatIsHeardByEverybodyAlthoughTheAssistantStaysOutside() throws Exception {
        String name = "night_" + NUMBERS.incrementAndGet();
        Chat channel = scene.telegram.world.chats().createChannel("Night", name, scene.telegram.owner.id());
        int message = send(channel, Media.Kind.AUDIO);

        assertThat(message(name, message, STRANGERS).path("song").path("title").asString())
                .isEqualTo("Summer Rain");
        assertThat(Arrays.equals(sound(name, message, STRANGERS, 24_000_000), tail(24_000_000)))
                .isTrue();
        assertThat(scene.telegram.world.chats().get(channel.id()).members()).doesNotContainKey(scene.me.id());
    }

    @Test
    void anotherChatHearsNothingOfAPrivateGroupAlthoughTheAssistantIsInIt() throws Exception {
        Chat group = group(true);
        int message = send(group, Media.Kind.AUDIO);

        assertThat(refusal(group.id(), message, STRANGERS)).isEqualTo(FailureCode.MESSAGE_UNSEEN.value());
    }

    @Test
    void whatNoAssistantSeesAndWhatIsGoneIsUnseen() throws Exception {
        Chat without = group(false);
        Chat group = group(true);

        assertThat(refusal(without.id(), send(without, Media.Kind.AUDIO), without.id()))
                .isEqualTo(FailureCode.MESSAGE_UNSEEN.value());
        assertThat(refusal(group.id(), 999_999, group.id())).isEqualTo(FailureCode.MESSAGE_UNSEEN.value());
        assertThat(refusal("nobody_has_this_name", 1, group.id())).isEqualTo(FailureCode.MESSAGE_UNSEEN.value());
    }

    @Test
    void whatAPersonWroteToTheAssistantIsHeardByNobody() throws Exception {
        String person = scene.telegram.owner.username();
        Chat talk = scene.telegram.world.chats().privateChat(scene.telegram.owner.id(), scene.me.id());
        int message = send(talk, Media.Kind.AUDIO);

        assertThat(refusal(person, message, STRANGERS)).isEqualTo(FailureCode.MESSAGE_UNSEEN.value());
    }

    @Test
    void wordsHaveNoSound() throws Exception {
        Chat group = group(true);
        int message = send(group, NewMessage.text("words"));

        assertThat(refusal(group.id(), message, group.id())).isEqualTo(FailureCode.NOT_AUDIO.value());
    }

    @Test
    void aMessageOfABasicGroupOrWithABrokenNumberIsNotAskedFor() throws Exception {
        assertThat(refusal(-4_000_001, 7, -4_000_001)).isEqualTo(FailureCode.BAD_INPUT.value());
        assertThat(refusal(STRANGERS, 0, STRANGERS)).isEqualTo(FailureCode.BAD_INPUT.value());
        assertThat(refusal("..%2F..%2Fx", 7, STRANGERS)).isNotEmpty();
    }
}
