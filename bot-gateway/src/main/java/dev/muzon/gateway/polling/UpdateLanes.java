package dev.muzon.gateway.polling;

import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.resilience.FailureLog;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Works on updates: one at a time and in order within a chat, side by side across chats. */
@Component
class UpdateLanes implements AutoCloseable {
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentHashMap<Long, CompletableFuture<Void>> tails = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
    private final UpdateHandler handler;
    private final FailureLog failures;

    UpdateLanes(UpdateHandler handler, FailureLog failures) {
        this.handler = handler;
        this.failures = failures;
    }

    /**
     * @return complete when nothing is left to do about it, cancelled when the process stopped before that. Failures are
     *     reported here: an update that goes wrong would go wrong again.
     */
    CompletableFuture<Void> submit(Incoming incoming) {
        var done = new CompletableFuture<Void>();
        CompletableFuture<Void> earlier = underWay.putIfAbsent(incoming.updateId(), done);
        if (earlier != null) {
            return earlier;
        }
        CompletableFuture<Void> worked = tails.compute(incoming.lane(), (lane, tail) -> {
            var before = tail == null ? CompletableFuture.<Void>completedFuture(null) : tail;
            return before.thenRunAsync(() -> work(incoming, done), workers);
        });
        CompletableFuture<Void> _ = worked.thenRun(() -> tails.remove(incoming.lane(), worked));
        return done;
    }

    private void work(Incoming incoming, CompletableFuture<Void> done) {
        try {
            CompletableFuture<?> _ = handler.handle(incoming).handle((_, thrown) -> {
                finish(incoming, done, thrown);
                return true;
            });
        } catch (RuntimeException e) {
            finish(incoming, done, e);
        }
    }

    private void finish(Incoming incoming, CompletableFuture<Void> done, @Nullable Throwable thrown) {
        underWay.remove(incoming.updateId());
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (cause instanceof CancellationException) {
            done.cancel(false);
            return;
        }
        if (cause != null) {
            failures.report("update " + incoming.updateId(), cause);
        }
        done.complete(null);
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
