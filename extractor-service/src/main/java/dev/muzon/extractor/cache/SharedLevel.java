package dev.muzon.extractor.cache;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second level of the cache, behind the disk. A player waits for it a moment at most, and after a failure it is left
 * alone for a while. It is filled behind the players' backs. So its outage costs them nothing but the level itself.
 */
final class SharedLevel implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SharedLevel.class);
    static final Duration MOMENT = Duration.ofMillis(1500);
    static final Duration REST = Duration.ofSeconds(30);

    /** Tracks that wait to be stored. More are not stored: another replica fetches them again. */
    private static final int MOST_WAITING = 32;

    private final @Nullable SharedAudio store;
    private final Duration keep;
    private final Clock clock;
    private final LongSupplier ticker;
    private final CacheMeters meters;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("cache-share").daemon().factory());
    private final AtomicBoolean outage = new AtomicBoolean();
    private final AtomicLong restsUntil;

    /**
     * Makes the level.
     *
     * @param store null when nothing is shared
     * @param keep for how long sound is kept after it was fetched
     * @param ticker of nanoseconds
     */
    SharedLevel(@Nullable SharedAudio store, Duration keep, Clock clock, LongSupplier ticker, CacheMeters meters) {
        this.store = store;
        this.keep = keep;
        this.clock = clock;
        this.ticker = ticker;
        this.meters = meters;
        this.restsUntil = new AtomicLong(ticker.getAsLong());
        writer.allowCoreThreadTimeOut(true);
    }

    /** Finds sound that replicas share, null when it is not there, too old, or not told within a moment. */
    @Nullable SharedLabel find(AudioKey key) throws InterruptedException {
        if (store == null) {
            return null;
        }
        if (rests()) {
            meters.shared(CacheMeters.Shared.RESTING);
            return null;
        }
        SharedLabel found;
        try {
            found = withinAMoment(() -> store.find(key));
        } catch (IOException e) {
            failed("shared sound is not found", e);
            return null;
        }
        worked();
        Instant fetched = found == null || !found.isUsable() ? null : found.fetched();
        boolean kept = fetched != null && !fetched.plus(keep).isBefore(clock.instant());
        meters.shared(kept ? CacheMeters.Shared.HIT : CacheMeters.Shared.MISS);
        return kept ? found : null;
    }

    /** Opens sound that was found. */
    InputStream open(AudioKey key, long offset) throws IOException {
        if (store == null) {
            throw new IOException("nothing is shared");
        }
        try {
            return withinAMoment(() -> store.open(key, offset));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static <T extends @Nullable Object> T withinAMoment(Callable<T> question)
            throws IOException, InterruptedException {
        var answer = new CompletableFuture<T>();
        Thread.ofVirtual().name("cache-shared").start(() -> {
            try {
                T value = question.call();
                if (!answer.complete(value) && value instanceof Closeable late) {
                    close(late);
                }
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            return answer.get(MOMENT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + MOMENT.toMillis() + " ms", e);
        } finally {
            // What comes later is closed by the thread that brings it.
            answer.cancel(false);
        }
    }

    /** Stores in the background what lies on the disk. */
    void keep(AudioKey key, AudioStore disk) {
        if (store == null) {
            return;
        }
        if (rests()) {
            meters.share(CacheMeters.Share.LEFT_OUT);
            return;
        }
        try {
            writer.execute(() -> store(store, key, disk));
        } catch (RejectedExecutionException e) {
            meters.share(CacheMeters.Share.LEFT_OUT);
        }
    }

    private void store(SharedAudio shared, AudioKey key, AudioStore disk) {
        if (rests()) {
            meters.share(CacheMeters.Share.LEFT_OUT);
            return;
        }
        try (StoredAudio stored = disk.find(key)) {
            if (stored == null) {
                return;
            }
            shared.keep(key, SharedLabel.of(stored), () -> new StoredStream(stored));
            meters.share(CacheMeters.Share.COMPLETE);
        } catch (IOException e) {
            meters.share(CacheMeters.Share.FAILED);
            failed("sound is not shared", e);
        } catch (Throwable e) {
            meters.share(CacheMeters.Share.FAILED);
            log.error("Sharing of sound failed", e);
        }
    }

    /** Removes sound that is not what was stored. */
    void discard(AudioKey key) {
        if (store == null) {
            return;
        }
        log.warn("Shared sound {} is damaged and removed", key.hex());
        try {
            withinAMoment(() -> {
                store.remove(key);
                return key;
            });
        } catch (IOException e) {
            failed("damaged sound is not removed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves the level alone for a while. */
    void failed(String what, IOException cause) {
        restsUntil.set(ticker.getAsLong() + REST.toNanos());
        meters.shared(CacheMeters.Shared.FAILED);
        if (outage.compareAndSet(false, true)) {
            log.warn(
                    "Sound is not shared between replicas until its store works again: {}: {}", what, cause.toString());
        }
    }

    private void worked() {
        if (outage.compareAndSet(true, false)) {
            log.info("Sound is shared between replicas again");
        }
    }

    private boolean rests() {
        return restsUntil.get() - ticker.getAsLong() > 0;
    }

    static void close(Closeable stream) {
        try {
            stream.close();
        } catch (IOException e) {
            log.trace("Shared sound not closed cleanly: {}", e.toString());
        }
    }

    @Override
    public void close() {
        writer.shutdownNow();
        if (store != null) {
            store.close();
        }
    }
}
