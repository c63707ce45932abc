package dev.muzon.coordination;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Date;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The store's time, so that processes whose clocks disagree agree on what is due and what expired. It is good to a few
 * milliseconds, measured at first use and again every minute, and never reads the local wall clock. Only liveness
 * depends on it: tokens guard correctness.
 */
public final class StoreClock extends Clock {
    private static final int SAMPLES = 5;
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Document HELLO = new Document("hello", 1);

    private final MongoDatabase database;
    private final LongSupplier nanoTime;
    private final ZoneId zone;
    private volatile @Nullable Measurement measurement;

    public StoreClock(MongoDatabase database) {
        this(database, System::nanoTime, ZoneOffset.UTC);
    }

    StoreClock(MongoDatabase database, LongSupplier nanoTime, ZoneId zone) {
        this.database = database;
        this.nanoTime = nanoTime;
        this.zone = zone;
    }

    /**
     * Returns the store's time now.
     *
     * @throws com.mongodb.MongoException when it has to be measured and the store cannot be reached
     */
    @Override
    public Instant instant() {
        Measurement known = measurement;
        long now = nanoTime.getAsLong();
        return known != null && known.isFresh(now) ? known.timeAt(now) : measure();
    }

    private synchronized Instant measure() {
        Measurement known = measurement;
        if (known == null || !known.isFresh(nanoTime.getAsLong())) {
            known = Stream.generate(this::sample)
                    .limit(SAMPLES)
                    .min(Comparator.comparingLong(Measurement::roundTrip))
                    .orElseThrow();
            measurement = known;
        }
        return known.timeAt(nanoTime.getAsLong());
    }

    private Measurement sample() {
        long asked = nanoTime.getAsLong();
        Date storeTime = database.runCommand(HELLO).getDate("localTime");
        long roundTrip = nanoTime.getAsLong() - asked;
        return new Measurement(storeTime.toInstant(), asked + roundTrip / 2, roundTrip);
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new StoreClock(database, nanoTime, other);
    }

    /** The store's time at one moment of the local ticker. */
    private record Measurement(Instant storeTime, long at, long roundTrip) {
        boolean isFresh(long now) {
            return now - at < FRESH.toNanos();
        }

        Instant timeAt(long now) {
            return storeTime.plusNanos(now - at);
        }
    }
}
