package dev.muzon.sandbox.voice.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.sandbox.voice.RoomAudio.Listening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests over the real wire: ICE, DTLS-SRTP and Opus between two libwebrtc peers on this machine's own interface. */
class WebrtcVoiceServerTest {
    private static final long CHAT = -1001L;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final double HERTZ = 440;
    private static final WebrtcVoiceServer.Departures NOBODY = (_, _) -> {};

    @Test
    void participantsAreHeardFromJoiningToLeaving() {
        try (WebrtcVoiceServer server = new WebrtcVoiceServer(NOBODY);
                ToneParticipant singer = new ToneParticipant(HERTZ)) {
            singer.connect(server.join(CHAT, 7, singer.payload()));
            await().atMost(PATIENCE).until(() -> server.levels(CHAT).getOrDefault(7L, 0.0) > 0.05);

            assertThat(frequency(heard(server, 50))).isBetween(HERTZ - 5, HERTZ + 5);
            assertThat(server.receptions(CHAT)).singleElement().satisfies(reception -> {
                assertThat(reception.userId()).isEqualTo(7);
                assertThat(reception.state()).isEqualTo("CONNECTED");
                assertThat(reception.packets()).isPositive();
            });

            server.mute(CHAT, 7, true);
            assertThat(server.levels(CHAT)).containsEntry(7L, 0.0);
            server.mute(CHAT, 7, false);
            await().atMost(PATIENCE).until(() -> server.levels(CHAT).getOrDefault(7L, 0.0) > 0.05);

            server.leave(CHAT, 7);
            assertThat(server.levels(CHAT)).isEmpty();
            assertThat(server.receptions(CHAT)).isEmpty();
        }
    }

    @Test
    void aConnectionGoesOnWhenItsVoiceChatMovesToAnotherChat() {
        long supergroup = -1002L;
        Map<Long, Long> lost = new ConcurrentHashMap<>();
        try (WebrtcVoiceServer server = new WebrtcVoiceServer((chatId, userId) -> lost.put(userId, chatId))) {
            try (ToneParticipant singer = new ToneParticipant(HERTZ)) {
                singer.connect(server.join(CHAT, 7, singer.payload()));
                await().atMost(PATIENCE).until(() -> server.levels(CHAT).getOrDefault(7L, 0.0) > 0.05);

                server.move(CHAT, supergroup);
                server.move(CHAT, supergroup);

                assertThat(server.receptions(CHAT)).isEmpty();
                long before = server.receptions(supergroup).getFirst().packets();
                await().atMost(PATIENCE)
                        .until(() -> server.receptions(supergroup).getFirst().packets() > before);
                assertThat(lost).isEmpty();
            }
            await().atMost(PATIENCE.multipliedBy(2)).until(() -> lost, Map.of(7L, supergroup)::equals);
        }
    }

    /** Lets the answer travel slowly. ntgcalls misses its own CONNECTED when that comes too soon after it began. */
    @Test
    void aSlowClientIsNotConnectedBeforeItsFirstPacket() {
        try (WebrtcVoiceServer server = new WebrtcVoiceServer(NOBODY);
                ToneParticipant singer = new ToneParticipant(HERTZ)) {
            String transport = server.join(CHAT, 7, singer.payload());
            await().during(Duration.ofMillis(700)).atMost(PATIENCE).until(() -> !connected(server));

            long began = System.nanoTime();
            singer.connect(transport);
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10)).until(() -> connected(server));

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(200));
        }
    }

    private static boolean connected(WebrtcVoiceServer server) {
        return server.receptions(CHAT).getFirst().state().equals("CONNECTED");
    }

    @Test
    void aParticipantThatVanishesIsDropped() {
        List<Long> lost = new CopyOnWriteArrayList<>();
        try (WebrtcVoiceServer server = new WebrtcVoiceServer((_, userId) -> lost.add(userId))) {
            try (ToneParticipant singer = new ToneParticipant(HERTZ)) {
                singer.connect(server.join(CHAT, 7, singer.payload()));
                await().atMost(PATIENCE).until(() -> server.levels(CHAT).getOrDefault(7L, 0.0) > 0.05);
            }
            await().atMost(PATIENCE.multipliedBy(2)).until(() -> lost, List.of(7L)::equals);
            assertThat(server.receptions(CHAT)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "{}",
                "{\"ufrag\":\"abcd\",\"pwd\":\"efgh\\r\\na=evil:1\",\"fingerprints\":[],\"ssrc\":1}"
            })
    void textThatIsNotAJoinPayloadIsRefused(String payload) {
        try (WebrtcVoiceServer server = new WebrtcVoiceServer(NOBODY)) {
            assertThatThrownBy(() -> server.join(CHAT, 7, payload))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a join payload");
        }
    }

    private static List<short[]> heard(WebrtcVoiceServer server, int frames) {
        List<short[]> heard = new ArrayList<>();
        try (Listening _ = server.listen(CHAT, frame -> {
            synchronized (heard) {
                heard.add(frame);
            }
        })) {
            await().atMost(PATIENCE).until(() -> {
                synchronized (heard) {
                    return heard.size() >= frames;
                }
            });
        }
        return heard.subList(0, frames);
    }

    /** Measures the frequency by counting upward zero crossings of the left channel. */
    private static double frequency(List<short[]> frames) {
        int crossings = 0;
        int samples = 0;
        short before = 0;
        for (short[] frame : frames) {
            for (int i = 0; i < frame.length; i += 2) {
                crossings += before < 0 && frame[i] >= 0 ? 1 : 0;
                before = frame[i];
                samples++;
            }
        }
        return crossings * 48_000.0 / samples;
    }
}
