package dev.muzon.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.muzon.assistant.post.Posts;
import dev.muzon.protocol.channel.ChannelAddress;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.sandbox.world.Chat;
import dev.muzon.testkit.MongoFixture;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of an account that Telegram has wait, with the real libtdjson. */
class FloodsTest {
    @RegisterExtension
    static final MongoFixture mongo = new MongoFixture();

    @TempDir
    Path folder;

    @Test
    void aFloodIsAnsweredWithItsSecondsAndHoldsBackItsKindAlone() throws Exception {
        try (LoggedInService scene = LoggedInService.start(folder, mongo.uri())) {
            Chat lounge = scene.telegram.publicGroup();
            scene.telegram.server.faults().floodWait("channels.joinChannel", 1, 137);

            HttpResponse<String> flooded = join(scene, lounge);
            HttpResponse<String> early = join(scene, lounge);

            assertThat(flooded.statusCode()).isEqualTo(429);
            assertThat(flooded.headers().firstValue("Retry-After")).contains("137");
            assertThat(json(flooded).path("code").asString()).isEqualTo("telegram.flood-wait");
            assertThat(json(flooded).path("failure").path("retryAfter").asString())
                    .isEqualTo("PT2M17S");
            assertThat(early.statusCode()).isEqualTo(429);
            assertThat(early.headers().firstValue("Retry-After").map(Integer::valueOf))
                    .hasValueSatisfying(rest -> assertThat(rest).isBetween(1, 137));
            assertThat(scene.telegram.server.requests("channels.joinChannel"))
                    .as("joins that Telegram was asked for")
                    .isEqualTo(1);
            assertThat(scene.service().get("/actuator/health")).contains("may not join chats for ");
            assertThat(scene.service().get("/actuator/prometheus"))
                    .containsPattern("muzon_assistant_flooded\\{[^}]*kind=\"join\"[^}]*} 1\\.0")
                    .containsPattern("muzon_assistant_flooded\\{[^}]*kind=\"name\"[^}]*} 0\\.0");

            Posts posts = scene.account().session().posts();
            Chat channel = channel(scene);
            assertThat(posts.joined(address(channel)))
                    .as("what needs no join goes on")
                    .isEmpty();
            assertThatThrownBy(() -> posts.join(address(channel)))
                    .asInstanceOf(type(FailureException.class))
                    .extracting(FailureException::failure)
                    .asInstanceOf(type(Failure.FloodWait.class))
                    .satisfies(flood -> {
                        assertThat(flood.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(137));
                        assertThat(flood.scope()).isEqualTo(Failure.FloodWait.Scope.ACCOUNT);
                    });
        }
    }

    @Test
    void aFloodOfVoiceChatsHoldsBackTheNextChatToo() throws Exception {
        try (LoggedInService scene = LoggedInService.start(folder, mongo.uri())) {
            scene.telegram.server.faults().floodWait("phone.joinGroupCall", 1, 137);

            HttpResponse<String> flooded = join(scene, scene.telegram.publicGroup());
            HttpResponse<String> early = join(scene, scene.telegram.publicGroup());

            assertThat(List.of(flooded.statusCode(), early.statusCode())).containsOnly(429);
            assertThat(early.headers().firstValue("Retry-After").map(Integer::valueOf))
                    .hasValueSatisfying(rest -> assertThat(rest).isBetween(1, 137));
            assertThat(scene.telegram.server.requests("phone.joinGroupCall")).isEqualTo(1);
            assertThat(scene.service().get("/actuator/health")).contains("may not join voice chats for ");
        }
    }

    private static Chat channel(LoggedInService scene) {
        return scene.telegram.world.chats().createChannel("Night", "night_flood", scene.telegram.owner.id());
    }

    private static ChannelAddress address(Chat channel) {
        return ChannelAddress.read("@" + channel.username()).orElseThrow();
    }

    private static HttpResponse<String> join(LoggedInService scene, Chat chat) throws Exception {
        return scene.service()
                .post(
                        "/v1/voice-chats/" + chat.id() + "/join",
                        "{\"chat\":{\"id\":%d,\"title\":\"Lounge\",\"username\":\"%s\"},\"payload\":\"{\\\"ssrc\\\":4242}\"}"
                                .formatted(chat.id(), chat.username()));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
