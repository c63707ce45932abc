package dev.muzon.gateway.lending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** The bot's rights as the other services use them over HTTP. */
class PeerAccessTest extends GatewayTest {
    @LocalServerPort
    private int port;

    @Test
    void filesAreSentToPeersOnly() {
        telegram.file("song", "sound".getBytes(StandardCharsets.UTF_8));
        assertThat(file("song", "wrong").getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(file("song", INTERNAL_TOKEN).getBody()).isEqualTo("sound");
        assertThat(file("nothing", INTERNAL_TOKEN).getBody())
                .contains("source.not-found")
                .doesNotContain(FakeBotApi.TOKEN);
    }

    @Test
    void aPeerGetsAnInviteLink() {
        var invite = peer().post()
                .uri("/v1/chats/" + chat + "/invite-link")
                .header("Authorization", "Bearer " + INTERNAL_TOKEN)
                .retrieve()
                .toEntity(String.class);
        assertThat(invite.getBody()).contains("https://t.me/+abc");
    }

    // The chat was told to make the bot an admin, which would have changed nothing.
    @Test
    void aBanOfTheAccountWasHiddenByTheRightThatTheBotLacks() {
        assertThat(refusedInvite("kicked")).contains("assistant.banned");
        assertThat(refusedInvite("left")).contains("chat.bot-rights-missing");
    }

    private @Nullable String refusedInvite(String status) {
        telegram.answerNext(
                "createChatInviteLink",
                400,
                "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: not enough rights to manage chat invite link\"}");
        telegram.answerNext(
                "getChatMember",
                200,
                "{\"ok\":true,\"result\":{\"status\":\"" + status
                        + "\",\"until_date\":0,\"user\":{\"id\":77,\"is_bot\":false,\"first_name\":\"A\"}}}");
        return peer().post()
                .uri("/v1/chats/" + chat + "/invite-link?user=77")
                .header("Authorization", "Bearer " + INTERNAL_TOKEN)
                .retrieve()
                .body(String.class);
    }

    /** Reads what Prometheus does, without the token. */
    @Test
    void everyMeterHoldsANumber() {
        String scrape = peer().get().uri("/actuator/prometheus").retrieve().body(String.class);
        assertThat(scrape.lines())
                .anyMatch(line -> line.startsWith("muzon_outbox_waiting"))
                .noneMatch(line -> line.endsWith("NaN"));
    }

    private ResponseEntity<String> file(String id, String token) {
        return peer().get()
                .uri("/v1/files/" + id)
                .header("Authorization", "Bearer " + token)
                .retrieve()
                .toEntity(String.class);
    }

    private RestClient peer() {
        return RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultStatusHandler(_ -> true, (_, _) -> {})
                .build();
    }
}
