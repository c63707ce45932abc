package dev.muzon.extractor.source;

import dev.muzon.extractor.door.Way;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.Span;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The time to find out what the sound on a way is. What arrives lengthens it, because a large cover on a slow server
 * that gives no ranges has to be read. A way that brings too little is closed.
 */
final class ArrivalLimit implements AutoCloseable {
    /** The bytes of a second that do not count as waiting: less than a slow phone brings. */
    private static final double ENOUGH_A_SECOND = 100_000;

    /** A person waits for the answer. */
    private static final Duration MOST = Duration.ofSeconds(25);

    private final CountDownLatch over = new CountDownLatch(1);
    private final Way way;
    private final Duration limit;
    private final long start = System.nanoTime();

    private ArrivalLimit(Way way, Duration limit) {
        this.way = way;
        this.limit = limit;
    }

    /** Begins to count, until it is closed. */
    static ArrivalLimit of(Way way, Duration limit) {
        var counted = new ArrivalLimit(way, limit);
        Thread.ofVirtual().name("arrival-limit").start(counted::watch);
        return counted;
    }

    /** Returns how long it takes at most, whatever arrives. */
    static Duration longest(Duration limit) {
        return limit.compareTo(MOST) > 0 ? limit : MOST;
    }

    /** Returns what is left of the longest time. */
    Duration left() {
        return longest(limit).minusNanos(System.nanoTime() - start);
    }

    private long nanosLeft() {
        long arrived = (long) (way.received() / ENOUGH_A_SECOND * TimeUnit.SECONDS.toNanos(1));
        long most = longest(limit).toNanos();
        return Math.min(limit.toNanos() + Math.min(arrived, most), most) - (System.nanoTime() - start);
    }

    private void watch() {
        try {
            for (long left = nanosLeft(); left > 0; left = nanosLeft()) {
                if (over.await(left, TimeUnit.NANOSECONDS)) {
                    return;
                }
            }
            way.giveUp(Failure.of(
                    FailureCode.SOURCE_TIMEOUT,
                    "sound not known after " + new Span(Duration.ofNanos(System.nanoTime() - start)) + " and "
                            + way.received() + " bytes"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
