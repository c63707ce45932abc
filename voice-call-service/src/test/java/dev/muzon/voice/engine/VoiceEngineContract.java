package dev.muzon.voice.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contract of every voice engine. */
public abstract class VoiceEngineContract {
    private static final long CHAT = -1_001_234_567_890L;
    private static final long OTHER_CHAT = -42;
    private static final byte[] SILENCE = new byte[VoiceEngine.FRAME_BYTES];
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private record Event(long chatId, ConnectionState state, Thread thread) {}

    private final Queue<Event> events = new ConcurrentLinkedQueue<>();
    private VoiceEngine engine;

    /** Makes a fresh engine without calls. */
    protected abstract VoiceEngine newEngine();

    /** Returns a transport answer that this engine connects with. */
    protected abstract String goodTransport();

    @BeforeEach
    void start() {
        engine = newEngine();
        engine.listen((chatId, state) -> events.add(new Event(chatId, state, Thread.currentThread())));
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aCallBeginsWithAJoinPayload() {
        JsonNode payload = JsonMapper.shared().readTree(engine.createCall(CHAT));

        assertThat(payload.path("ufrag").asString()).isNotEmpty();
        assertThat(payload.path("pwd").asString()).isNotEmpty();
        assertThat(payload.path("ssrc").isIntegralNumber()).isTrue();
        assertThat(payload.path("fingerprints")).isNotEmpty();
    }

    @Test
    void noTwoPayloadsAreTheSame() {
        String first = engine.createCall(CHAT);
        String second = engine.createCall(OTHER_CHAT);
        engine.stop(CHAT);
        String again = engine.createCall(CHAT);

        assertThat(List.of(first, second, again)).doesNotHaveDuplicates();
    }

    @Test
    void aSecondCallInAChatIsRefused() {
        engine.createCall(CHAT);

        assertFailure(() -> engine.createCall(CHAT), FailureCode.ENGINE_FAILED);
        connectAndAwait(CHAT);
    }

    @Test
    void theListenerIsToldOfTheConnectionOnAnotherThread() {
        engine.createCall(CHAT);
        connectAndAwait(CHAT);

        assertThat(events).allSatisfy(event -> {
            assertThat(event.chatId()).isEqualTo(CHAT);
            assertThat(event.thread()).isNotSameAs(Thread.currentThread());
        });
    }

    @Test
    void framesAreAcceptedOnlyWhileTheCallExists() {
        assertThat(engine.sendFrame(CHAT, SILENCE)).as("before the call").isFalse();
        engine.createCall(CHAT);
        assertThat(engine.sendFrame(CHAT, SILENCE)).as("before connecting").isTrue();
        connectAndAwait(CHAT);
        assertThat(engine.sendFrame(CHAT, SILENCE)).as("connected").isTrue();
        engine.stop(CHAT);
        assertThat(engine.sendFrame(CHAT, SILENCE)).as("after the end").isFalse();
    }

    @Test
    void aFrameOfAnotherLengthIsRefused() {
        engine.createCall(CHAT);

        assertThatThrownBy(() -> engine.sendFrame(CHAT, new byte[VoiceEngine.FRAME_BYTES - 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBadTransportIsRefusedAndTheCallLivesOn() {
        engine.createCall(CHAT);

        assertFailure(() -> engine.connect(CHAT, "not json"), FailureCode.CALL_CONNECT_FAILED);
        assertFailure(() -> engine.connect(CHAT, "{}"), FailureCode.CALL_CONNECT_FAILED);
        connectAndAwait(CHAT);
    }

    @Test
    void connectingWithoutACallIsRefused() {
        assertFailure(() -> engine.connect(CHAT, goodTransport()), FailureCode.CALL_CONNECT_FAILED);
    }

    @Test
    void stoppingACallTwiceDoesNothing() {
        engine.createCall(CHAT);
        connectAndAwait(CHAT);
        engine.stop(CHAT);

        assertThatCode(() -> engine.stop(CHAT)).doesNotThrowAnyException();
        assertThatCode(() -> engine.stop(OTHER_CHAT)).doesNotThrowAnyException();
    }

    @Test
    void aStoppedCallHasNoEventsAndTheNextOneHas() {
        engine.createCall(CHAT);
        engine.createCall(OTHER_CHAT);
        engine.connect(CHAT, goodTransport());
        engine.stop(CHAT);
        events.clear();
        connectAndAwait(OTHER_CHAT);

        assertThat(events).noneMatch(event -> event.chatId() == CHAT);
        engine.createCall(CHAT);
        connectAndAwait(CHAT);
    }

    @Test
    void aListenerThatThrowsDoesNotStopLaterEvents() {
        engine.createCall(CHAT);
        engine.createCall(OTHER_CHAT);
        engine.listen((chatId, state) -> {
            events.add(new Event(chatId, state, Thread.currentThread()));
            throw new IllegalStateException("a listener's mistake");
        });

        connectAndAwait(CHAT);
        connectAndAwait(OTHER_CHAT);
    }

    @Test
    void aClosedEngineRefusesCallsAndCanBeClosedAgain() {
        engine.createCall(CHAT);
        connectAndAwait(CHAT);
        engine.close();

        assertThat(engine.sendFrame(CHAT, SILENCE)).isFalse();
        assertFailure(() -> engine.createCall(CHAT), FailureCode.ENGINE_FAILED);
        assertThatCode(engine::close).doesNotThrowAnyException();
    }

    private void connectAndAwait(long chatId) {
        engine.connect(chatId, goodTransport());
        await().atMost(PATIENCE)
                .until(() -> events.stream()
                        .anyMatch(event -> event.chatId() == chatId && event.state() == ConnectionState.CONNECTED));
    }

    private static void assertFailure(Runnable action, FailureCode code) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(FailureException.class, thrown -> {
            assertThat(thrown.failure()).isInstanceOf(Failure.PerInstance.class);
            assertThat(thrown.failure().code()).isEqualTo(code);
        });
    }
}
