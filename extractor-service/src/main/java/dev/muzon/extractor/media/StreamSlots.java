package dev.muzon.extractor.media;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** A bound on how many streams run at once, with a count of how they end. */
final class StreamSlots {
    private static final Duration COME_BACK = Duration.ofSeconds(2);

    private final Semaphore free;
    private final MeterRegistry meters;

    StreamSlots(int slots, MeterRegistry meters) {
        this.free = new Semaphore(slots);
        this.meters = meters;
        Gauge.builder("muzon.media.streams", () -> slots - free.availablePermits())
                .description("Streams being sent now")
                .register(meters);
    }

    /**
     * Takes a slot for one stream.
     *
     * @throws dev.muzon.protocol.failure.FailureException transient {@code source.unavailable} when all are taken
     */
    Slot take(String source) {
        if (!free.tryAcquire()) {
            throw Failure.retryAfter(FailureCode.SOURCE_UNAVAILABLE, "all streams are taken", COME_BACK)
                    .asException();
        }
        return new Slot(source);
    }

    /** One running stream. */
    final class Slot implements AutoCloseable {
        private final String source;
        private String outcome = "broken";

        private Slot(String source) {
            this.source = source;
        }

        Timer.Sample opening() {
            return Timer.start(meters);
        }

        void opened(Timer.Sample sample) {
            sample.stop(Timer.builder("muzon.media.first.bytes")
                    .description("From the request for a track's sound to its first bytes")
                    .tag("source", source)
                    .register(meters));
        }

        void complete() {
            outcome = "complete";
        }

        @Override
        public void close() {
            free.release();
            Counter.builder("muzon.media.ended")
                    .description("Streams that ended: complete, or broken off by either side")
                    .tag("source", source)
                    .tag("outcome", outcome)
                    .register(meters)
                    .increment();
        }
    }
}
