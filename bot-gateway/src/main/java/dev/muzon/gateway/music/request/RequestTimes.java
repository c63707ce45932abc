package dev.muzon.gateway.music.request;

import com.github.benmanes.caffeine.cache.Ticker;
import com.mongodb.MongoException;
import dev.muzon.coordination.StoreClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The moments of requests by the store's clock, on which all services agree. */
@Component
public class RequestTimes {
    private final Ticker ticker;
    private final StoreClock store;

    RequestTimes(Ticker ticker, StoreClock store) {
        this.ticker = ticker;
        this.store = store;
    }

    /**
     * Returns the store's time at which an update arrived, null while the store is away.
     *
     * @param arrived when it arrived, by the ticker
     */
    @Nullable Instant at(long arrived) {
        try {
            return store.instant().minusNanos(ticker.read() - arrived);
        } catch (MongoException e) { // the request itself meets the same and tells it
            return null;
        }
    }

    /** Returns the store's time now, null while the store is away. */
    public @Nullable Instant now() {
        return at(ticker.read());
    }
}
