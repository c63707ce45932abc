package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.runtime.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The router of updates to the handlers of their kind. */
@Component
class UpdateDispatcher {
    private final Map<? extends Class<?>, List<UpdateHandler<?>>> handlers;
    private final MeterRegistry meters;
    private final Traces traces;

    UpdateDispatcher(List<UpdateHandler<?>> handlers, MeterRegistry meters, Traces traces) {
        this.handlers = handlers.stream().collect(Collectors.groupingBy(UpdateHandler::type));
        this.meters = meters;
        this.traces = traces;
    }

    /**
     * Runs the handlers of an update, which begins a trace.
     *
     * @return complete once every handler is done with it, failed when one of them failed
     */
    CompletableFuture<?> dispatch(Incoming update) {
        String kind = update.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.counter("muzon.updates", "kind", kind).increment();
        try (Traces.Step _ = traces.begin("update " + kind)) {
            return CompletableFuture.allOf(handlers.getOrDefault(update.getClass(), List.of()).stream()
                    .map(handler -> handle(handler, update))
                    .toArray(CompletableFuture[]::new));
        }
    }

    private static <U extends Incoming> CompletableFuture<?> handle(UpdateHandler<U> handler, Incoming update) {
        try {
            return handler.handle(handler.type().cast(update));
        } catch (Throwable e) { // also an Error: the other handlers of the update have to run
            return CompletableFuture.failedFuture(e);
        }
    }
}
