package dev.muzon.voice.session;

import dev.muzon.voice.call.Call;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Metrics of sessions and calls. */
public final class SessionMeters {
    /** The service level of the first sound is 5 s, see {@code docs/operations.md}. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final Map<Call.State, AtomicInteger> calls = new EnumMap<>(Call.State.class);
    private final Counter rejoins;
    private final Counter underruns;
    private final Timer firstFrame;
    private final Timer firstSound;

    public SessionMeters(MeterRegistry meters) {
        for (Call.State state : Call.State.values()) {
            AtomicInteger number = new AtomicInteger();
            calls.put(state, number);
            Gauge.builder("muzon.voice.calls", number, AtomicInteger::get)
                    .description("Calls by where they stand")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        rejoins = Counter.builder("muzon.voice.rejoins")
                .description("Attempts to get back into a voice chat")
                .register(meters);
        underruns = Counter.builder("muzon.voice.underruns")
                .description("Times a sound had to wait for its source")
                .register(meters);
        firstFrame = Timer.builder("muzon.voice.first.frame")
                .description("From the decision to play a stream to its first frame")
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
        firstSound = Timer.builder("muzon.voice.first.sound")
                .description("From a person's message to the first sound of what it asked for")
                .serviceLevelObjectives(BUCKETS)
                .register(meters);
    }

    void moved(Call.State from, Call.State to) {
        if (from != to) {
            number(from).decrementAndGet();
            number(to).incrementAndGet();
        }
    }

    void appeared(Call.State state) {
        number(state).incrementAndGet();
    }

    void vanished(Call.State state) {
        number(state).decrementAndGet();
    }

    void rejoining() {
        rejoins.increment();
    }

    void ranDry(long times) {
        underruns.increment((double) times);
    }

    void firstFrame(Duration took) {
        firstFrame.record(took);
    }

    void firstSound(Duration took) {
        firstSound.record(took);
    }

    private AtomicInteger number(Call.State state) {
        return calls.computeIfAbsent(state, missing -> new AtomicInteger());
    }
}
