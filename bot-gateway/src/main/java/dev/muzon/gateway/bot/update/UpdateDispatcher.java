package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.bot.outbox.FinalRefusals;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.UpdateHandler;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import dev.muzon.runtime.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The router of updates to the handlers of their kind. */
@Component
class UpdateDispatcher {
    private final Map<? extends Class<?>, List<UpdateHandler<?>>> handlers;
    private final MeterRegistry meters;
    private final Traces traces;
    private final FailureLog failures;
    private final Function<Incoming, Optional<CompletableFuture<?>>> door;

    @Autowired
    UpdateDispatcher(
            List<UpdateHandler<?>> handlers,
            MeterRegistry meters,
            Traces traces,
            FailureLog failures,
            ClosedDoor door) {
        this(handlers, meters, traces, failures, door::stop);
    }

    /** Makes a router that handles everything. */
    UpdateDispatcher(List<UpdateHandler<?>> handlers, MeterRegistry meters, Traces traces, FailureLog failures) {
        this(handlers, meters, traces, failures, _ -> Optional.empty());
    }

    private UpdateDispatcher(
            List<UpdateHandler<?>> handlers,
            MeterRegistry meters,
            Traces traces,
            FailureLog failures,
            Function<Incoming, Optional<CompletableFuture<?>>> door) {
        this.handlers = handlers.stream().collect(Collectors.groupingBy(UpdateHandler::type));
        this.door = door;
        this.meters = meters;
        this.traces = traces;
        this.failures = failures;
    }

    /**
     * Runs the handlers of an update, which begins a trace.
     *
     * @return complete once every handler is done with it, failed when one of them failed and may be tried again
     */
    CompletableFuture<?> dispatch(Incoming update) {
        String kind = update.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.counter("muzon.updates", "kind", kind).increment();
        Optional<CompletableFuture<?>> stopped = door.apply(update);
        if (stopped.isPresent()) {
            return stopped.get();
        }
        try (Traces.Step _ = traces.begin("update " + kind)) {
            return CompletableFuture.allOf(handlers.getOrDefault(update.getClass(), List.of()).stream()
                    .map(handler -> handle(handler, update))
                    .toArray(CompletableFuture[]::new));
        }
    }

    /** Returns whether the work behind a press is needed after a crash. */
    boolean lasts(Incoming.ButtonPress press) {
        return handlers.getOrDefault(press.getClass(), List.of()).stream().anyMatch(handler -> lasts(handler, press));
    }

    private static <U extends Incoming> boolean lasts(UpdateHandler<U> handler, Incoming press) {
        return handler.lasts(handler.type().cast(press));
    }

    private <U extends Incoming> CompletableFuture<?> handle(UpdateHandler<U> handler, Incoming update) {
        return CompletableFuture.allOf(begun(handler, update)).exceptionally(thrown -> {
            Throwable cause = thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown;
            if (!(cause instanceof FailureException e) || !leavesNothingToDo(e)) {
                throw new CompletionException(cause);
            }
            report(update, e);
            return null;
        });
    }

    private static <U extends Incoming> CompletableFuture<?> begun(UpdateHandler<U> handler, Incoming update) {
        try {
            return handler.handle(handler.type().cast(update));
        } catch (Throwable e) { // also an Error: the other handlers of the update have to run
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Returns whether an answer was refused for good. Handling the update again would only do its work twice. */
    private static boolean leavesNothingToDo(FailureException e) {
        return FinalRefusals.include(e) || e.failure().code() == FailureCode.OUTBOX_FULL;
    }

    /** Names the chat, whichever thread brings the refusal. */
    private void report(Incoming update, FailureException e) {
        try (var _ = MDC.get(LogContext.CHAT) == null ? LogContext.ofChat(update.lane()) : null) {
            failures.report("answer to update " + update.updateId(), e);
        }
    }
}
