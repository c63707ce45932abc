package dev.muzon.extractor.cache;

import dev.muzon.extractor.door.SoundBytes;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fetch of one track into the store, with the players that read behind it. */
final class Filling implements Shelf {
    private static final Logger log = LoggerFactory.getLogger(Filling.class);
    private static final int BUFFER = 64 * 1024;

    /** A reader that is less ahead than this waits. One that is further ahead asks the server. */
    private static final long NEAR = 256 * 1024;

    private static final Duration MOMENT = Duration.ofMillis(500);

    /** A player that seeks closes its stream and opens another. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Upstream upstream;
    private final SoundBytes bytes;
    private final InputStream body;
    private final AudioDraft draft;
    private final CacheMeters meters;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long filled;
    private int readers;
    private boolean abandoned;
    private CacheMeters.@Nullable Fill end;
    private @Nullable Failure failure;

    /**
     * A place where sound comes from.
     *
     * @param fetched when it came from its server, null when this is its server
     * @param release ends the connection
     */
    record Upstream(
            SoundBytes bytes, AudioLabel label, @Nullable Instant fetched, Runnable release) {
        boolean isShared() {
            return fetched != null;
        }
    }

    /**
     * Makes a filling for its first reader.
     *
     * @param upstream released at the end, when the draft is closed too
     */
    Filling(Upstream upstream, AudioDraft draft, CacheMeters meters) {
        this.upstream = upstream;
        this.bytes = upstream.bytes();
        this.body = bytes.from(0);
        this.draft = draft;
        this.meters = meters;
        this.readers = 1;
    }

    /** Returns what readers read. */
    CachedSound sound() {
        return new CachedSound(this, bytes.size(), bytes.ending(), bytes.isSeekable(), meters);
    }

    /** Adds a reader. Returns false when the filling has ended. */
    boolean join() {
        lock.lock();
        try {
            if (end != null || abandoned) {
                return false;
            }
            readers++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a reader away. When the last one does not come back, a fetch that has just begun ends. */
    void leave() {
        lock.lock();
        try {
            readers--;
            if (readers > 0) {
                return;
            }
            if (end == null) {
                CompletableFuture.delayedExecutor(GRACE.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(this::abandonWithoutReaders);
                return;
            }
        } finally {
            lock.unlock();
        }
        release();
    }

    private void abandonWithoutReaders() {
        lock.lock();
        try {
            if (readers > 0 || end != null || filled * 2 >= bytes.size()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        abandon();
    }

    /** Ends the fetch. Its readers go on at the server. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
        } finally {
            lock.unlock();
        }
        try {
            body.close();
        } catch (IOException e) {
            log.trace("Stream not closed cleanly: {}", e.toString());
        }
    }

    /** Fetches all of it. Returns whether it is stored. */
    boolean run() {
        CacheMeters.Fill outcome;
        try {
            outcome = fill();
        } catch (Throwable e) {
            outcome = broken(e);
        }
        meters.fill(outcome);
        boolean unread;
        lock.lock();
        try {
            end = outcome;
            grown.signalAll();
            unread = readers == 0;
        } finally {
            lock.unlock();
        }
        if (unread) {
            release();
        }
        return outcome == CacheMeters.Fill.COMPLETE;
    }

    private CacheMeters.Fill fill() throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            try {
                draft.append(buffer, n);
            } catch (IOException e) {
                return diskFailed(e);
            }
            advance(n);
        }
        if (filled < bytes.size()) {
            throw Failure.of(FailureCode.SOURCE_TRUNCATED, filled + " of " + bytes.size() + " bytes came")
                    .asException();
        }
        try {
            draft.commit(upstream.label(), upstream.fetched());
            return CacheMeters.Fill.COMPLETE;
        } catch (IOException e) {
            return diskFailed(e);
        }
    }

    private CacheMeters.Fill diskFailed(IOException e) {
        log.debug("Sound not stored: {}", e.toString());
        return CacheMeters.Fill.DISK_FAILED;
    }

    private CacheMeters.Fill broken(Throwable cause) {
        lock.lock();
        try {
            if (abandoned) {
                return CacheMeters.Fill.ABANDONED;
            }
            failure = cause instanceof FailureException e
                    ? e.failure()
                    : Failure.of(FailureCode.INTERNAL, "a fetch failed: " + cause);
        } finally {
            lock.unlock();
        }
        if (cause instanceof FailureException e) {
            log.info("Fetch of sound broke off: {}", e.getMessage());
        } else {
            log.error("Fetch of sound failed", cause);
        }
        return CacheMeters.Fill.SOURCE_FAILED;
    }

    private void advance(int n) {
        lock.lock();
        try {
            filled += n;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read(long at, byte[] into, int offset, int length) throws IOException {
        long there = await(at);
        if (there <= at) {
            return (int) there;
        }
        try {
            return draft.read(at, into, offset, (int) Math.min(length, there - at));
        } catch (IOException e) {
            log.debug("Sound not read behind its fetch: {}", e.toString());
            return ELSEWHERE;
        }
    }

    /** Returns how many bytes are there, more than the offset, or the answer when they are not. */
    private long await(long at) throws IOException {
        lock.lock();
        try {
            if (bytes.isSeekable() && at - filled > NEAR) {
                return ELSEWHERE;
            }
            long left = MOMENT.toNanos();
            while (filled <= at && end == null && !abandoned && left > 0) {
                left = grown.awaitNanos(left);
            }
            if (filled > at) {
                return filled;
            }
            if (end == null && !abandoned) {
                return NOT_YET;
            }
            Failure reason = failure;
            if (reason != null) {
                throw reason.asException();
            }
            return ELSEWHERE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public InputStream server(long at) {
        return bytes.from(at);
    }

    private void release() {
        draft.close();
        upstream.release().run();
    }
}
