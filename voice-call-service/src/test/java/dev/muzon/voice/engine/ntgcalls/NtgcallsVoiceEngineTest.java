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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
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

    /** Looks at what the library's log costs: with a hundred calls it took a third of a core. */
    @Test
    void theLibraryKeepsNoLog() throws IOException {
        try (VoiceEngine engine = newEngine()) {
            for (long chat = 1; chat <= 20; chat++) {
                engine.createCall(chat);
                engine.connect(chat, HostileAnswers.answer(HostileAnswers.AUDIO, "null"));
            }
            List<Path> threads = threadsOf("LogSink");

            assertThat(threads).isNotEmpty();
            for (Path thread : threads) {
                assertThat(ticks(thread)).isLessThanOrEqualTo(1);
            }
        }
    }

    private static List<Path> threadsOf(String name) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            return threads.filter(thread -> comm(thread).equals(name)).toList();
        }
    }

    private static String comm(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException _) {
            return ""; // It has ended.
        }
    }

    /** Returns the processor time that a thread has used, in hundredths of a second. */
    private static long ticks(Path thread) throws IOException {
        String[] fields = Files.readString(thread.resolve("stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ", -1);
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
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
