package dev.muzon.runtime.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** The beginning and the steps of traces. What the services ask of each other follows by itself. */
public final class Traces {
    /** Traces that nobody records. */
    public static final Traces OFF = new Traces(TracerProvider.noop().get("muzon"));

    private final Tracer tracer;

    Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Begins a trace on this thread. */
    public Step begin(String name) {
        return start(name, Context.root());
    }

    /** Goes on with a trace that was saved. */
    public Step goOn(String traceparent, String name) {
        return start(name, WorkContext.parent(traceparent));
    }

    private Step start(String name, Context parent) {
        Span span = tracer.spanBuilder(name)
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .startSpan();
        return new Step(span);
    }

    /** A step of a trace. It lasts until it is closed, on the thread that began it. */
    public static final class Step implements AutoCloseable {
        private final Span span;
        private final Scope scope;

        @SuppressWarnings("MustBeClosedChecker") // closed with the step
        Step(Span span) {
            this.span = span;
            scope = span.makeCurrent();
        }

        /** Marks the step as failed. */
        public void fail() {
            span.setStatus(StatusCode.ERROR);
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
