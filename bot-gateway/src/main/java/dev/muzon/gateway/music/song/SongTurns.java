package dev.muzon.gateway.music.song;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.Span;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The turns of songs. The turn among all chats ends when the file is there, because an upload may wait long for room in
 * its chat. Until then it counts within its chat only.
 */
final class SongTurns {
    /** Each is one ffmpeg and one download. */
    static final int AT_ONCE = 4;

    /** Each may be a file on the disk for as long as its chat has no room. */
    static final int OF_ONE_CHAT = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Semaphore all = new Semaphore(AT_ONCE, true);

    /** Kept as long as a song waits or is under way. */
    private final LoadingCache<Long, Semaphore> chats =
            Caffeine.newBuilder().weakValues().build(_ -> new Semaphore(OF_ONE_CHAT, true));

    /**
     * Waits for a turn.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code source.busy} when it does not come
     */
    Turn take(long chat) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Semaphore own = chats.get(chat);
        acquire(own, end);
        try {
            acquire(all, end);
        } catch (Throwable e) {
            own.release();
            throw e;
        }
        return new Turn(own, all);
    }

    private static void acquire(Semaphore turns, long end) throws InterruptedException {
        if (!turns.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw Failure.of(FailureCode.SOURCE_BUSY, "no turn within " + new Span(PATIENCE))
                    .asException();
        }
    }

    /** A song's turn, used by one thread. */
    static final class Turn implements AutoCloseable {
        private final Semaphore own;
        private final Semaphore all;
        private boolean among;

        private Turn(Semaphore own, Semaphore all) {
            this.own = own;
            this.all = all;
            this.among = true;
        }

        /** Lets the next song begin, because this one has its file. */
        void fetched() {
            if (among) {
                among = false;
                all.release();
            }
        }

        @Override
        public void close() {
            fetched();
            own.release();
        }
    }
}
