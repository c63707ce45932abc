package dev.muzon.voice.session;

import com.mongodb.MongoException;
import dev.muzon.protocol.job.EnqueueTracks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The moment of a person's message. The store's clock brings it to this process, whose ticker counts from then on.
 *
 * @param nanoTime of {@link System#nanoTime()}
 */
record AskedAt(long nanoTime) {
    /** Older wishes are not carried out, see bot-gateway. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** Returns when a job was asked for, null when nobody can say. */
    static @Nullable AskedAt of(EnqueueTracks job, Clock storeClock) {
        Instant asked = job.askedAt();
        return asked == null ? null : of(asked, storeClock);
    }

    private static @Nullable AskedAt of(Instant asked, Clock storeClock) {
        try {
            Duration waited = Duration.between(asked, storeClock.instant());
            Duration bounded = waited.isNegative() ? Duration.ZERO : waited.compareTo(LONGEST) > 0 ? LONGEST : waited;
            return new AskedAt(System.nanoTime() - bounded.toNanos());
        } catch (MongoException e) { // a number is missing, but nobody waits for it
            return null;
        }
    }
}
