package dev.muzon.voice.engine.ntgcalls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.voice.engine.ConnectionState;
import dev.muzon.voice.engine.VoiceEngine;
import dev.muzon.voice.engine.VoiceEngineContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class NtgcallsVoiceEngineTest extends VoiceEngineContract {
    private static final long CHAT = -99;

    @Override
    protected VoiceEngine newEngine() {
        return NtgcallsVoiceEngine.open(TestAddon.PATHS, e -> {});
    }

    @Override
    protected String goodTransport() {
        return "{\"stream\": true}";
    }

    /** Connects to a dead server. The library takes ten seconds for this, and drops the call by itself. */
    @Test
    void aCallToADeadServerTimesOut() {
        try (VoiceEngine engine = newEngine()) {
            AtomicReference<ConnectionState> last = new AtomicReference<>();
            engine.listen((chatId, state) -> last.set(state));
            engine.createCall(CHAT);
            engine.connect(CHAT, HostileAnswers.answer(HostileAnswers.AUDIO, "null"));

            await().atMost(Duration.ofSeconds(60)).untilAtomic(last, is(ConnectionState.TIMEOUT));
            assertThat(engine.sendFrame(CHAT, new byte[VoiceEngine.FRAME_BYTES]))
                    .isFalse();
            engine.stop(CHAT);
            assertThat(engine.createCall(CHAT)).contains("ufrag");
        }
    }

    @Test
    void aSecondAddonInOneProcessIsRefused() {
        NtgcallsVoiceEngine.open(TestAddon.PATHS, e -> {}).close();

        assertFailure(
                () -> NtgcallsVoiceEngine.open(new NtgcallsPaths(Path.of("/elsewhere.node"), null), e -> {}),
                FailureCode.CONFIGURATION);
    }

    @Test
    void environmentVariablesNameTheLibraryPaths() {
        assertThat(NtgcallsPaths.from(Map.of())).isEqualTo(new NtgcallsPaths(NtgcallsPaths.DEFAULT_ADDON, null));
        assertThat(NtgcallsPaths.from(Map.of("MUZON_NTGCALLS_ADDON", "/a.node", "MUZON_NTGCALLS_BACKEND", " ")))
                .isEqualTo(new NtgcallsPaths(Path.of("/a.node"), null));
        assertThat(NtgcallsPaths.from(Map.of("MUZON_NTGCALLS_BACKEND", "/b.so")).backend())
                .isEqualTo(Path.of("/b.so"));
    }

    private static void assertFailure(Runnable action, FailureCode code) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().code()).isEqualTo(code));
    }
}
