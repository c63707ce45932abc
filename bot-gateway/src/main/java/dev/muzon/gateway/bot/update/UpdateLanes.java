package dev.muzon.gateway.bot.update;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.metrics.LogContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/**
 * The updates that this process handles. Those of one chat begin in Telegram's order, those of different chats run side
 * by side. An update is finished when Telegram has the answer, but the next one of its chat does not wait for that: a
 * {@code /stop} is obeyed although the answers before it are held up by Telegram's limits. Each attempt that fails is
 * reported here, once, however many wait for it.
 */
@Component
class UpdateLanes implements AutoCloseable {
    /** Time for which an update that ran here is recognised when its job is claimed or Telegram sends it again. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentHashMap<Long, CompletableFuture<?>> tails = new ConcurrentHashMap<>();
    private final Cache<Integer, CompletableFuture<Void>> known;
    private final ConcurrentHashMap<Integer, CompletableFuture<Void>> arriving = new ConcurrentHashMap<>();
    private final UpdateDispatcher dispatcher;
    private final Ticker ticker;
    private final FailureLog failures;

    UpdateLanes(UpdateDispatcher dispatcher, Ticker ticker, FailureLog failures) {
        this.dispatcher = dispatcher;
        this.ticker = ticker;
        this.failures = failures;
        this.known = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterAccess(REMEMBERED)
                .build();
    }

    /**
     * Notes a batch that is being saved and begun. A job of it that is claimed meanwhile would begin before what stands
     * before it. Batches do not wait for each other: Telegram delivers to a webhook from many chats at a time.
     *
     * @return to be closed when the batch has begun
     */
    Arriving arriving(List<Incoming> batch) {
        var begun = new CompletableFuture<Void>();
        batch.forEach(update -> arriving.put(update.updateId(), begun));
        return () -> {
            batch.forEach(update -> arriving.remove(update.updateId(), begun));
            begun.complete(null);
        };
    }

    /** A batch that is being saved and begun. */
    interface Arriving extends AutoCloseable {
        @Override
        void close();
    }

    /** Handles an update whose job was claimed, as if it arrived just now. */
    CompletableFuture<Void> submit(Incoming update) {
        CompletableFuture<Void> begun = arriving.get(update.updateId());
        if (begun != null) {
            begun.join();
        }
        return submit(update, ticker.read());
    }

    /**
     * Handles an update, unless that was done already.
     *
     * @param arrived when it arrived, by the ticker
     * @return complete when nothing is left to do about it, cancelled when the process ends before that, failed when it
     *     may be tried again
     */
    CompletableFuture<Void> submit(Incoming update, long arrived) {
        var done = new CompletableFuture<Void>();
        CompletableFuture<Void> earlier = known.asMap().putIfAbsent(update.updateId(), done);
        if (earlier != null) {
            return earlier;
        }
        CompletableFuture<?> worked = tails.compute(update.lane(), (_, tail) -> {
            CompletableFuture<?> before = tail == null ? CompletableFuture.completedFuture(null) : tail;
            return before.handleAsync((_, _) -> work(update, arrived, done), workers);
        });
        CompletableFuture<?> _ = worked.whenComplete((_, _) -> tails.remove(update.lane(), worked));
        return done;
    }

    private boolean work(Incoming update, long arrived, CompletableFuture<Void> done) {
        try (var _ = LogContext.ofChat(update.lane())) {
            CompletableFuture<?> dispatched = Arrival.at(arrived, () -> dispatcher.dispatch(update));
            CompletableFuture<?> _ = dispatched.whenComplete((_, thrown) -> finish(update, done, thrown));
        } catch (Throwable e) { // also an Error: the next update of this chat has to run
            finish(update, done, e);
        }
        return true;
    }

    private void finish(Incoming update, CompletableFuture<Void> done, @Nullable Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : thrown;
        if (cause == null) {
            done.complete(null);
            return;
        }
        // What the end of the process cuts off is open still, for the next leader.
        if (!(cause instanceof CancellationException)) {
            report(update, cause);
        }
        // Forgotten before its end is known, so that the next attempt handles the update again.
        known.asMap().remove(update.updateId(), done);
        done.completeExceptionally(cause);
    }

    /** Names the chat, whichever thread finishes the update. */
    private void report(Incoming update, Throwable thrown) {
        try (var _ = MDC.get(LogContext.CHAT) == null ? LogContext.ofChat(update.lane()) : null) {
            failures.report("update " + update.updateId(), thrown);
        }
    }

    /** Returns whether the work behind a press is needed after a crash. */
    boolean lasts(Incoming.ButtonPress press) {
        return dispatcher.lasts(press);
    }

    /** Returns the ids of the updates that were handled here lately, and about which nothing is left to do. */
    List<Integer> finished() {
        return known.asMap().entrySet().stream()
                .filter(update -> update.getValue().state() == Future.State.SUCCESS)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public void close() {
        workers.shutdown();
    }
}
