package dev.muzon.gateway.bot.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.function.Supplier;

/** Numbers about what waits, what was sent and what was left out. */
final class OutboxMetrics {
    private final MeterRegistry meters;
    private final InstantSource time;

    OutboxMetrics(MeterRegistry meters, InstantSource time) {
        this.meters = meters;
        this.time = time;
    }

    void watch(Supplier<Number> depth) {
        Gauge.builder("muzon.outbox.waiting", depth)
                .description("Messages, edits and deletions that wait for their turn")
                .register(meters);
    }

    void delivered(Delivery delivery) {
        Timer.builder("muzon.outbox.wait")
                .description("From the wish to say something to Telegram's answer")
                .tag("priority", tag(delivery.priority()))
                .register(meters)
                .record(Duration.between(delivery.created(), time.instant()));
    }

    void dropped(Priority priority) {
        Counter.builder("muzon.outbox.dropped")
                .description("Messages that were left out because they came too late or had no room")
                .tag("priority", tag(priority))
                .register(meters)
                .increment();
    }

    private static String tag(Priority priority) {
        return priority.name().toLowerCase(Locale.ROOT);
    }
}
