package dev.muzon.coordination;

import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Date;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The store's time, so that processes whose clocks disagree agree on what is due and what ran out. Good to a few
 * milliseconds; measured at first use and again every minute. Only liveness hangs on it: tokens guard correctness.
 */
public final class StoreClock extends Clock {
    private static final int SAMPLES = 5;
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Document HELLO = new Document("hello", 1);

    private final MongoDatabase database;
    private final Clock local;
    private volatile @Nullable Measurement measurement;

    public StoreClock(MongoDatabase database, Clock local) {
        this.database = database;
        this.local = local;
    }

    /** @throws com.mongodb.MongoException when it has to be measured and the store cannot be reached */
    @Override
    public Instant instant() {
        Measurement known = measurement;
        if (known == null || !known.isFresh(local.instant())) {
            known = measure();
        }
        return local.instant().plus(known.offset());
    }

    private synchronized Measurement measure() {
        Measurement other = measurement;
        if (other != null && other.isFresh(local.instant())) {
            return other;
        }
        Measurement best = Stream.generate(this::sample)
                .limit(SAMPLES)
                .min(Comparator.comparing(Measurement::roundTrip))
                .orElseThrow();
        measurement = best;
        return best;
    }

    private Measurement sample() {
        Instant asked = local.instant();
        Date storeTime = database.runCommand(HELLO).getDate("localTime");
        Instant answered = local.instant();
        Duration roundTrip = Duration.between(asked, answered);
        Instant middle = asked.plus(roundTrip.dividedBy(2));
        return new Measurement(Duration.between(middle, storeTime.toInstant()), roundTrip, answered);
    }

    @Override
    public ZoneId getZone() {
        return local.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new StoreClock(database, local.withZone(zone));
    }

    private record Measurement(Duration offset, Duration roundTrip, Instant at) {
        /** A local clock that was set back makes it stale too. */
        boolean isFresh(Instant now) {
            return Duration.between(at, now).abs().compareTo(FRESH) < 0;
        }
    }
}
