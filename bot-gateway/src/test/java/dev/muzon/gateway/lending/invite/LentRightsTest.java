package dev.muzon.gateway.lending.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.GatewayTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** What the gateway lends to the other services and tells its operators. */
class LentRightsTest extends GatewayTest {
    @LocalServerPort
    private int port;

    @Test
    void filesAndInvitationsAreLentToPeersOnly() {
        telegram.file("song", "sound".getBytes(StandardCharsets.UTF_8));
        RestClient peer = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultStatusHandler(_ -> true, (_, _) -> {})
                .build();
        assertThat(get(peer, "/v1/files/song", "wrong").getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED);
        assertThat(get(peer, "/v1/files/song", INTERNAL_TOKEN).getBody()).isEqualTo("sound");
        ResponseEntity<String> missing = get(peer, "/v1/files/nothing", INTERNAL_TOKEN);
        assertThat(missing.getBody()).contains("source.not-found").doesNotContain(FakeBotApi.TOKEN);
        var invite = peer.post()
                .uri("/v1/chats/" + chat + "/invite-link")
                .header("Authorization", "Bearer " + INTERNAL_TOKEN)
                .retrieve()
                .toEntity(String.class);
        assertThat(invite.getBody()).contains("https://t.me/+abc");
    }

    @Test
    void theLogGroupHearsThatTheBotIsUp() {
        await().untilAsserted(() ->
                assertThat(telegram.calls(call -> call.chatId() == -777)).isNotEmpty());
    }

    private static ResponseEntity<String> get(RestClient peer, String path, String token) {
        return peer.get()
                .uri(path)
                .header("Authorization", "Bearer " + token)
                .retrieve()
                .toEntity(String.class);
    }
}
