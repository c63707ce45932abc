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
    void everyCallGetsItsFramesAndWhatFlushesThem() {
        add(1, ScriptedSource.constant(1000, 20 * SAMPLES));
        add(2, ScriptedSource.constant(1000, 5 * SAMPLES));

        await().atMost(LIMIT).until(() -> engine.frames(1) == 20 + Deck.FLUSH_FRAMES);
        await().atMost(LIMIT).until(() -> engine.frames(2) == 5 + Deck.FLUSH_FRAMES);
        assertThat(meters.counter("muzon.voice.frames.sent").count()).isEqualTo(25 + 2 * Deck.FLUSH_FRAMES);
    }

    @Test
    void aCallTheEngineDoesNotKnowIsToldOnceAndTheOthersGoOn() {
        pump.onRefused(refused::add);
        engine.refuses = 1;
        add(1, ScriptedSource.constant(1000, 20 * SAMPLES));
        add(2, ScriptedSource.constant(1000, 20 * SAMPLES));

        await().atMost(LIMIT).until(() -> engine.frames(2) == 20 + Deck.FLUSH_FRAMES);
        assertThat(refused).containsExactly(new CallTarget(1));
        assertThat(engine.frames(1)).isEqualTo(1);
    }

    @Test
    void aStreamLoadedAfterASilenceWakesThePump() {
        Deck deck = add(1, ScriptedSource.constant(1000, SAMPLES));
        await().atMost(LIMIT).until(() -> engine.frames(1) == 1 + Deck.FLUSH_FRAMES);

        deck.load(2, ScriptedSource.constant(1000, SAMPLES), Duration.ZERO);

        await().atMost(LIMIT).until(() -> engine.frames(1) == 2 * (1 + Deck.FLUSH_FRAMES));
    }

    @Test
    void aRemovedCallGetsNothing() {
        Deck deck = add(1, ScriptedSource.open());
        pump.remove(new CallTarget(1));
        deck.load(2, ScriptedSource.constant(1000, SAMPLES), Duration.ZERO);
        add(2, ScriptedSource.constant(1000, SAMPLES));

        await().atMost(LIMIT).until(() -> engine.frames(2) == 1 + Deck.FLUSH_FRAMES);
        assertThat(engine.frames(1)).isZero();
    }

    @Test
    void anErrorInOneCallDoesNotSilenceTheOthers() {
        pump.onRefused(refused::add);
        engine.breaks = 1;
        add(1, ScriptedSource.constant(1000, 20 * SAMPLES));
        add(2, ScriptedSource.constant(1000, 20 * SAMPLES));

        await().atMost(LIMIT).until(() -> engine.frames(2) == 20 + Deck.FLUSH_FRAMES);
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

    private Deck add(long chatId, PcmSource source) {
        Deck.Listener nobody = new Deck.Listener() {
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
