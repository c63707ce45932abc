package dev.muzon.extractor.resolve;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many who want the same at the same time wait for one who does it. Nothing is remembered once it is done. */
final class SingleFlight<K, V> {
    private final ConcurrentMap<K, FutureTask<V>> flying = new ConcurrentHashMap<>();

    /**
     * @param patience after it the work is interrupted and everyone who waits for it told
     * @throws TimeoutException when it took too long
     * @throws ExecutionException with what the work threw
     */
    V join(K key, Duration patience, Callable<V> work)
            throws InterruptedException, TimeoutException, ExecutionException {
        FutureTask<V> mine = new FutureTask<>(work);
        FutureTask<V> earlier = flying.putIfAbsent(key, mine);
        FutureTask<V> flight = earlier == null ? mine : earlier;
        if (earlier == null) {
            Thread.ofVirtual().name("resolve").start(() -> {
                mine.run();
                flying.remove(key, mine);
            });
        }
        try {
            return flight.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            flight.cancel(true);
            throw late;
        } catch (CancellationException cancelled) {
            throw new TimeoutException("whoever began waiting earlier gave up");
        }
    }
}
