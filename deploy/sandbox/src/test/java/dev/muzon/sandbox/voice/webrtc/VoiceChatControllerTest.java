package dev.muzon.sandbox.voice.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Tests of the way in that bypasses Telegram, for measured clients, with libwebrtc on both ends of the wire. */
class VoiceChatControllerTest {
    private static final String ROOM = "/sandbox/voice-chats/-1001";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final WebrtcVoiceServer server = new WebrtcVoiceServer((_, _) -> {});
    private final MockMvcTester rest = MockMvcTester.of(new VoiceChatController(server));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aClientJoinsIsHeardAndLeaves() {
        try (ToneParticipant singer = new ToneParticipant(440)) {
            MvcTestResult answer = rest.put()
                    .uri(ROOM + "/participants/7")
                    .content(singer.payload())
                    .exchange();
            assertThat(answer).hasStatusOk();
            singer.connect(text(answer));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    rest.get().uri(ROOM + "/receptions").exchange())
                            .bodyJson()
                            .hasPathSatisfying(
                                    "$[0].packets",
                                    packets -> packets.assertThat()
                                            .asNumber()
                                            .satisfies(number -> assertThat(number.longValue())
                                                    .isPositive())));

            assertThat(rest.delete().uri(ROOM + "/participants/7").exchange()).hasStatusOk();
            assertThat(server.receptions(-1001)).isEmpty();
        }
    }

    @Test
    void anUnreadableJoinPayloadIsRefused() {
        assertThat(rest.put().uri(ROOM + "/participants/7").content("a song").exchange())
                .hasStatus(400);
        assertThat(server.receptions(-1001)).isEmpty();
    }

    private static String text(MvcTestResult answer) {
        return new String(answer.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
