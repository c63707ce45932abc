package dev.muzon.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.sample.SampleServiceTest;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SampleServiceTest
class TracesOffTest {
    @Autowired
    private ApplicationContext context;

    @Test
    void withoutACollectorNothingOfTracingIsMade() {
        assertThat(context.getBean(Traces.class)).isSameAs(Traces.OFF);
        assertThat(context.getBeansOfType(OpenTelemetry.class)).isEmpty();
        assertThat(context.getBeansOfType(SpanExporter.class)).isEmpty();
        assertThat(context.getBeansOfType(io.micrometer.tracing.Tracer.class)).isEmpty();
        assertThat(context.getBeansOfType(ObservationHandler.class).values())
                .noneMatch(TracingObservationHandler.class::isInstance);
    }

    @Test
    void withoutACollectorAStepHasNoTraceToSave() {
        try (Traces.Step _ = Traces.OFF.begin("update command")) {
            assertThat(WorkContext.traceparent()).isNull();
        }
    }
}
