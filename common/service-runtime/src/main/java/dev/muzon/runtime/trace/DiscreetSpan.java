package dev.muzon.runtime.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;
import java.util.Set;

/**
 * A span without words of people. Addresses carry what was searched for, and messages of exceptions carry titles and
 * links, so that only a few attributes pass, and neither events nor the text of a status.
 */
final class DiscreetSpan extends DelegatingSpanData {
    private static final Set<String> PLAIN = Set.of("method", "uri", "status", "outcome", "exception");

    private final Attributes attributes;

    DiscreetSpan(SpanData span) {
        super(span);
        attributes = span.getAttributes().toBuilder()
                .removeIf(key -> !PLAIN.contains(key.getKey()))
                .build();
    }

    @Override
    public Attributes getAttributes() {
        return attributes;
    }

    @Override
    public int getTotalAttributeCount() {
        return attributes.size();
    }

    @Override
    public List<EventData> getEvents() {
        return List.of();
    }

    @Override
    public int getTotalRecordedEvents() {
        return 0;
    }

    @Override
    public StatusData getStatus() {
        return StatusData.create(super.getStatus().getStatusCode(), "");
    }
}
