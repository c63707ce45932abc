package dev.muzon.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

class DiscreetSpanTest {
    @Test
    void wordsOfPeopleStayOutOfASpan() {
        try (var provider = SdkTracerProvider.builder().build()) {
            Span span = provider.get("test").spanBuilder("http get").startSpan();
            span.setAttribute("uri", "/v1/search");
            span.setAttribute("http.url", "/v1/search?q=nocturne");
            span.recordException(new IllegalStateException("nothing found for nocturne"));
            span.setStatus(StatusCode.ERROR, "nothing found for nocturne");
            span.end();

            SpanData sent = new DiscreetSpan(((ReadableSpan) span).toSpanData());

            assertThat(sent.getAttributes().asMap().values()).containsExactly("/v1/search");
            assertThat(sent.getEvents()).isEmpty();
            assertThat(sent.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
            assertThat(sent.getStatus().getDescription()).isEmpty();
        }
    }
}
