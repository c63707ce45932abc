package dev.muzon.runtime.metrics;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.resilience.FailureListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The counter {@code muzon_failures_total} by kind and code. */
final class FailureCounter implements FailureListener {
    private final MeterRegistry meters;

    FailureCounter(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void failed(Failure failure) {
        Counter.builder("muzon.failures")
                .description("Failures that were answered, retried or given up, by kind and code")
                .tag("kind", failure.kind().value())
                .tag("code", failure.code().value())
                .register(meters)
                .increment();
    }
}
