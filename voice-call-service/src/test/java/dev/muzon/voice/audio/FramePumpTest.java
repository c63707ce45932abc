package dev.muzon.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.player.CallTarget;
import dev.muzon.voice.engine.VoiceEngine;
import dev.muzon.voice.player.StreamEnd;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FramePumpTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int SAMPLES = 480;

    private final CountingEngine engine = new CountingEngine();
    private final List<Throwable> deaths = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FramePump pump = new FramePump(engine, meters, deaths::add).start();
    private final List<CallTarget> refused = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        pump.close();
    }

    @Test
    void everyCallGetsItsFramesAndWhatFlushesThemInWholePackets() {
        add(1, ScriptedSource.constant(1000, 20 * SAMPLES));
        add(2, ScriptedSource.constant(1000, 5 * SAMPLES));

        await().atMost(LIMIT).until(() -> engine.frames(1) == flushed(20));
        await().atMost(LIMIT).until(() -> engine.frames(2) == flushed(5));
        await().atMost(LIMIT)
                .until(() -> meters.counter("muzon.voice.frames.sent").count() == flushed(20) + flushed(5));
    }

    @Test
    void aCallsFramesComePacketByPacketSoThatItsEncoderWakesOnceForEach() {
        add(1, ScriptedSource.constant(1000, 20 * SAMPLES));
        add(2, ScriptedSource.constant(1000, 20 * SAMPLES));

        await().atMost(LIMIT).until(() -> engine.frames(1) == flushed(20) && engine.frames(2) == flushed(20));
        for (int i = 0; i < engine.order.size(); i += VoiceEngine.PACKET_FRAMES) {
            assertThat(engine.order.subList(i, i + VoiceEngine.PACKET_FRAMES))
                    .as("frames from %s on", i)
                    .containsOnly(engine.order.get(i));
        }
    }

    @Test
    void aCallTheEngineDoesNotKnowIsToldOnceAndTheOthersGoOn() {
        pump.onRefused(refused::add);
        engine.refuses = 1;
        add(1, ScriptedSource.constant(1000, 20 * SAMPLES));
        add(2, ScriptedSource.constant(1000, 20 * SAMPLES));

        await().atMost(LIMIT).until(() -> engine.frames(2) == flushed(20));
        assertThat(refused).containsExactly(new CallTarget(1));
        assertThat(engine.frames(1)).isOne();
    }

    @Test
    void aStreamLoadedAfterASilenceWakesThePump() {
        Deck deck = add(1, ScriptedSource.constant(1000, SAMPLES));
        await().atMost(LIMIT).until(() -> engine.frames(1) == flushed(1));

        deck.load(2, ScriptedSource.constant(1000, SAMPLES), Duration.ZERO);

        await().atMost(LIMIT).until(() -> engine.frames(1) == 2 * flushed(1));
    }

    @Test
    void aRemovedCallGetsNothing() {
        Deck deck = add(1, ScriptedSource.open());
        pump.remove(new CallTarget(1));
        deck.load(2, ScriptedSource.constant(1000, SAMPLES), Duration.ZERO);
        add(2, ScriptedSource.constant(1000, SAMPLES));

        await().atMost(LIMIT).until(() -> engine.frames(2) == flushed(1));
        assertThat(engine.frames(1)).isZero();
    }

    @Test
    void anErrorInOneCallDoesNotSilenceTheOthers() {
        pump.onRefused(refused::add);
        engine.breaks = 1;
        add(1, ScriptedSource.constant(1000, 20 * SAMPLES));
        add(2, ScriptedSource.constant(1000, 20 * SAMPLES));

        await().atMost(LIMIT).until(() -> engine.frames(2) == flushed(20));
        assertThat(refused).containsExactly(new CallTarget(1));
        assertThat(deaths).isEmpty();
    }

    @Test
    void theDeathOfThePumpIsReported() {
        pump.onRefused(chatId -> {
            throw new NoClassDefFoundError("gone");
        });
        engine.refuses = 1;
        add(1, ScriptedSource.constant(1000, 20 * SAMPLES));

        await().atMost(LIMIT).until(() -> !deaths.isEmpty());
        assertThat(deaths).singleElement().isInstanceOf(NoClassDefFoundError.class);
    }

    /** Returns the frames that are sent for so many of sound. */
    private static int flushed(int frames) {
        int packets = Math.ceilDiv(frames + Deck.FLUSH_FRAMES, VoiceEngine.PACKET_FRAMES);
        return packets * VoiceEngine.PACKET_FRAMES;
    }

    private Deck add(long chatId, PcmSource source) {
        Deck.Listener nobody = new Deck.Listener() {
            @Override
            public void ranDry(long stream) {}

            @Override
            public void sounded(long stream) {}

            @Override
            public void ended(long stream, StreamEnd end) {}
        };
        Deck deck = new Deck(nobody, pump::wake, Runnable::run);
        deck.open(true);
        deck.load(1, source, Duration.ZERO);
        pump.add(new CallTarget(chatId), deck);
        return deck;
    }

    private static final class CountingEngine implements VoiceEngine {
        private final Map<Long, Integer> frames = new ConcurrentHashMap<>();
        private final List<Long> order = new CopyOnWriteArrayList<>();
        private volatile long refuses;
        private volatile long breaks;

        int frames(long chatId) {
            return frames.getOrDefault(chatId, 0);
        }

        @Override
        public boolean sendFrame(long chatId, byte[] pcm) {
            if (chatId == breaks) {
                throw new LinkageError("no such native method");
            }
            order.add(chatId);
            frames.merge(chatId, 1, Integer::sum);
            return chatId != refuses;
        }

        @Override
        public String createCall(long chatId) {
            throw new UnsupportedOperationException("no calls here");
        }

        @Override
        public void connect(long chatId, String transport) {
            throw new UnsupportedOperationException("no calls here");
        }

        @Override
        public void stop(long chatId) {
            throw new UnsupportedOperationException("no calls here");
        }

        @Override
        public void listen(ConnectionListener listener) {
            throw new UnsupportedOperationException("no calls here");
        }

        @Override
        public void close() {
            frames.clear();
        }
    }
}
