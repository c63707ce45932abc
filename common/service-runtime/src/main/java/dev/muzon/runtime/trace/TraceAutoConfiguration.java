package dev.muzon.runtime.trace;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Traces to the collector that the settings name. {@link TraceSwitch} leaves out the rest without one. */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
@EnableConfigurationProperties(TracesProperties.class)
public class TraceAutoConfiguration {
    @Bean
    Traces traces(ObjectProvider<Tracer> tracer) {
        Tracer recording = tracer.getIfAvailable();
        return recording == null ? Traces.OFF : new Traces(recording);
    }

    /** Beans that only a collector needs. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(CollectorSet.class)
    static class Collected {
        /** A collector that is slow or away costs spans, never a drain. */
        private static final Duration PATIENCE = Duration.ofSeconds(3);

        @Bean
        Sampler updateSampler() {
            return Sampler.parentBased(new UpdateSampler());
        }

        @Bean
        SpanExporters spanExporters(TracesProperties settings) {
            URI url = Objects.requireNonNull(settings.url());
            return SpanExporters.of(new DiscreetExporter(OtlpHttpSpanExporter.builder()
                    .setEndpoint(url.toString())
                    .setConnectTimeout(PATIENCE)
                    .setTimeout(PATIENCE)
                    .setRetryPolicy(null)
                    .build()));
        }
    }

    /** A condition that a collector is set. An empty variable sets none. */
    static final class CollectorSet implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return StringUtils.hasText(context.getEnvironment().getProperty(TracesProperties.URL));
        }
    }
}
