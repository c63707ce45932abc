package dev.muzon.assistant.note;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;

/** Meters {@code muzon_notes_*}. None of them names a chat, a person or a word. */
class NoteMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        Duration.ofMinutes(10)
    };

    private final MeterRegistry meters;
    private final Counter speech;
    private final AtomicInteger inWork = new AtomicInteger();
    private final DoubleAdder worked = new DoubleAdder();

    NoteMetrics(MeterRegistry meters, NotePlaces places, SpeechModels models) {
        this.meters = meters;
        this.speech = Counter.builder("muzon.notes.speech.seconds")
                .description("Speech that was recognised")
                .register(meters);
        Gauge.builder("muzon.notes.waiting", places, NotePlaces::waiting)
                .description("Notes that wait for the recogniser")
                .register(meters);
        Gauge.builder("muzon.notes.recogniser.memory", models, SpeechModels::residentMemory)
                .description("Resident memory of the recognisers' children on this machine, 0 while all sleep")
                .baseUnit(BaseUnits.BYTES)
                .register(meters);
    }

    /** The end of one attempt at a note. */
    enum Outcome {
        TEXT,
        SILENCE,
        /** The note or its answer was deleted meanwhile. */
        GONE,
        /** It stands in the chat with a bot and gets no answer. */
        WITH_BOT,
        /** It cannot be read, and the chat was told. */
        REFUSED,
        RETRIED,
        GIVEN_UP
    }

    /** A measurement that has begun. */
    interface Run {
        void ended(Outcome outcome);
    }

    Run begin() {
        Timer.Sample sample = Timer.start(meters);
        return outcome -> sample.stop(Timer.builder("muzon.notes")
                .description("Attempts at voice notes by how they ended; retried ones come again")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .serviceLevelObjectives(BUCKETS)
                .register(meters));
    }

    void recognised(Duration length, Duration took) {
        speech.increment(length.toMillis() / 1000.0);
        worked.add(took.toMillis() / 1000.0);
    }

    void entered() {
        inWork.incrementAndGet();
    }

    void left() {
        inWork.decrementAndGet();
    }

    /** Returns how many notes are in work, those that wait included. */
    int inWork() {
        return inWork.get();
    }

    /** Returns how long a second of speech took since the start, empty before the first. */
    OptionalDouble realTimeFactor() {
        return speech.count() > 0 ? OptionalDouble.of(worked.sum() / speech.count()) : OptionalDouble.empty();
    }
}
