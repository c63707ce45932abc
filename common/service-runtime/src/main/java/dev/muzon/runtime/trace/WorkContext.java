package dev.muzon.runtime.trace;

import dev.muzon.runtime.metrics.LogContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The chat, the request and the trace that a piece of work belongs to. Another thread may go on in it. */
public final class WorkContext {
    private static final String TRACEPARENT = "traceparent";
    private static final List<String> LOG_KEYS = List.of(LogContext.CHAT, LogContext.REQUEST);

    private static final TextMapGetter<String> SAVED = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String saved) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable String saved, String key) {
            return key.equals(TRACEPARENT) ? saved : null;
        }
    };

    private final Map<String, String> log;
    private final Context trace;

    private WorkContext(Map<String, String> log, Context trace) {
        this.log = log;
        this.trace = trace;
    }

    /** Returns the context of this thread. */
    public static WorkContext current() {
        var log = new HashMap<String, String>();
        for (String key : LOG_KEYS) {
            String value = MDC.get(key);
            if (value != null) {
                log.put(key, value);
            }
        }
        return new WorkContext(log, Context.current());
    }

    /** Returns this thread's context in a trace that was saved. */
    public static WorkContext of(@Nullable String traceparent) {
        return new WorkContext(Map.of(), parent(traceparent));
    }

    static Context parent(@Nullable String traceparent) {
        return traceparent == null
                ? Context.current()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), traceparent, SAVED);
    }

    /** Returns the trace of this thread as a W3C {@code traceparent}, to be saved. Null outside of traces. */
    public static @Nullable String traceparent() {
        var headers = new HashMap<String, String>();
        W3CTraceContextPropagator.getInstance().inject(Context.current(), headers, (into, key, value) -> {
            if (into != null) {
                into.put(key, value);
            }
        });
        return headers.get(TRACEPARENT);
    }

    /** Makes work go on in the context of this thread, whichever thread runs it. */
    public static Runnable carried(Runnable work) {
        WorkContext here = current();
        return () -> here.run(work);
    }

    /** Does work on a separate thread, in the context of this one. */
    public static void aside(Runnable work) {
        Thread.startVirtualThread(carried(work));
    }

    /** Runs work in this context. A part that this context lacks stays as the running thread has it. */
    public void run(Runnable work) {
        var before = new HashMap<String, @Nullable String>();
        log.forEach((key, value) -> {
            before.put(key, MDC.get(key));
            MDC.put(key, value);
        });
        try (Scope _ = trace.makeCurrent()) {
            work.run();
        } finally {
            before.forEach((key, value) -> {
                if (value == null) {
                    MDC.remove(key);
                } else {
                    MDC.put(key, value);
                }
            });
        }
    }
}
