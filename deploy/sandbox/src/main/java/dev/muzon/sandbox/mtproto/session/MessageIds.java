package dev.muzon.sandbox.mtproto.session;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Message ids of the server. They are the time in 2⁻³² s and always grow. Their last two bits mark answers. */
final class MessageIds {
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    MessageIds(Clock clock) {
        this.clock = clock;
    }

    /** Returns an id for an answer to a message of the client. */
    long answer() {
        return next() | 1;
    }

    /** Returns an id for a message that the server sends by itself. */
    long notice() {
        return next() | 3;
    }

    private long next() {
        Instant now = clock.instant();
        long time = (now.getEpochSecond() << 32 | ((long) now.getNano() << 32) / 1_000_000_000L) & ~3L;
        return last.updateAndGet(previous -> Math.max(previous + 4, time));
    }
}
