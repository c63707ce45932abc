package dev.muzon.voice;

import static org.awaitility.Awaitility.await;

import dev.muzon.protocol.player.CallTarget;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.drain.Resignation;
import dev.muzon.voice.audio.Deck;
import dev.muzon.voice.audio.FramePump;
import dev.muzon.voice.audio.PcmSource;
import dev.muzon.voice.audio.SoundFilters;
import dev.muzon.voice.engine.memory.InMemoryVoiceEngine;
import dev.muzon.voice.player.StreamEnd;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests that a process without its frame pump ends. All of its calls would be silent, while every probe is green. */
class PumpDeathTest {
    private static final CallTarget NOWHERE = new CallTarget(-1);

    private final List<Integer> exits = new CopyOnWriteArrayList<>();

    @Test
    void theDeathOfTheFramePumpEndsTheProcess() {
        var failures = new FailureLog(FailureClassifier.of(List.of()), List.of());
        try (var engine = new InMemoryVoiceEngine();
                FramePump pump = new VoiceConfiguration()
                        .framePump(engine, new SimpleMeterRegistry(), new Resignation(exits::add), failures)) {
            pump.onRefused(_ -> {
                throw new NoClassDefFoundError("gone");
            });
            var deck = new Deck(new Nobody(), pump::wake, Runnable::run);
            deck.open(true);
            deck.load(1, new Tone(), Duration.ZERO);

            pump.add(NOWHERE, deck);

            await().until(() -> exits.equals(List.of(Resignation.EXIT_CODE)));
        }
    }

    private record Nobody() implements Deck.Listener {
        @Override
        public void sounded(long stream) {}

        @Override
        public void ranDry(long stream) {}

        @Override
        public void ended(long stream, StreamEnd end) {}
    }

    private record Tone() implements PcmSource {
        @Override
        public boolean primed() {
            return true;
        }

        @Override
        public int read(float[] into, int offset, int length) {
            return length;
        }

        @Override
        public @Nullable StreamEnd end() {
            return null;
        }

        @Override
        public PcmSource seek(Duration from, SoundFilters filters, Listener listener) {
            return this;
        }

        @Override
        public void close() {}
    }
}
