package dev.muzon.extractor.resolve;

import dev.muzon.runtime.trace.WorkContext;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One piece of work shared by all who want the same at the same time. Nothing is remembered once it is done. */
final class SingleFlight<K, V> {
    private final ConcurrentMap<K, FutureTask<V>> flying = new ConcurrentHashMap<>();

    /**
     * Waits for the work, beginning it when it has not begun.
     *
     * @param patience after it the work is interrupted and everyone who waits for it is told
     * @throws TimeoutException when it took too long
     * @throws ExecutionException with what the work threw
     */
    V join(K key, Duration patience, Callable<V> work)
            throws InterruptedException, TimeoutException, ExecutionException {
        FutureTask<V> mine = new FutureTask<>(work);
        // One that is done may not have been removed yet.
        FutureTask<V> flight =
                flying.compute(key, (_, earlier) -> earlier == null || earlier.isDone() ? mine : earlier);
        if (mine.equals(flight)) {
            start(key, mine);
        }
        try {
            return flight.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            flight.cancel(true);
            throw e;
        } catch (CancellationException e) {
            throw new TimeoutException("an earlier request for the same gave up");
        }
    }

    private void start(K key, FutureTask<V> flight) {
        try {
            Thread.ofVirtual().name("resolve").start(WorkContext.carried(() -> {
                try {
                    flight.run();
                } finally {
                    flying.remove(key, flight);
                }
            }));
        } catch (Throwable e) {
            // A flight that never starts would keep all waiting who ask for the same.
            flying.remove(key, flight);
            flight.cancel(true);
            throw e;
        }
    }
}
