package dev.muzon.voice.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.engine.VoiceEngine;
import dev.muzon.voice.engine.VoiceEngineContract;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InMemoryVoiceEngineTest extends VoiceEngineContract {
    private static final long CHAT = -7;

    @Override
    protected VoiceEngine newEngine() {
        return new InMemoryVoiceEngine();
    }

    @Override
    protected String goodTransport() {
        return "{\"stream\": true}";
    }

    @Test
    void framesOfAConnectedCallAreRemembered() {
        try (InMemoryVoiceEngine memory = new InMemoryVoiceEngine()) {
            memory.createCall(CHAT);
            memory.sendFrame(CHAT, frameOf(1));
            memory.connect(CHAT, goodTransport());
            memory.sendFrame(CHAT, frameOf(2));
            memory.sendFrame(CHAT, frameOf(3));

            assertThat(memory.heard(CHAT))
                    .hasSize(2 * VoiceEngine.FRAME_BYTES)
                    .startsWith(2)
                    .endsWith(3);
        }
    }

    @Test
    void theOldestFramesAreForgotten() {
        try (InMemoryVoiceEngine memory = new InMemoryVoiceEngine()) {
            memory.createCall(CHAT);
            memory.connect(CHAT, goodTransport());
            memory.sendFrame(CHAT, frameOf(1));
            for (int i = 0; i < InMemoryVoiceEngine.REMEMBERED_FRAMES; i++) {
                memory.sendFrame(CHAT, frameOf(2));
            }

            assertThat(memory.heard(CHAT))
                    .hasSize(InMemoryVoiceEngine.REMEMBERED_FRAMES * VoiceEngine.FRAME_BYTES)
                    .doesNotContain(1);
        }
    }

    @Test
    void aConnectionReachesTheStateThatTheTestSets() {
        try (InMemoryVoiceEngine memory = new InMemoryVoiceEngine()) {
            AtomicReference<ConnectionState> last = new AtomicReference<>();
            memory.listen((chat, state) -> last.set(state));
            memory.connectionsBecome(ConnectionState.TIMEOUT);
            memory.createCall(CHAT);
            memory.connect(CHAT, goodTransport());

            await().untilAtomic(last, is(ConnectionState.TIMEOUT));
            assertThat(memory.sendFrame(CHAT, frameOf(1))).isFalse();
        }
    }

    private static byte[] frameOf(int value) {
        byte[] frame = new byte[VoiceEngine.FRAME_BYTES];
        Arrays.fill(frame, (byte) value);
        return frame;
    }
}
