package dev.muzon.gateway.bot.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.coordination.StoredIndexes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The deletion of what is older than Telegram's own memory. Updates that nobody fetched are gone after a day, so
 * nothing older can come back. A sweep rather than a TTL index, which the embedded server lacks.
 */
@Component
class Retention implements StoredIndexes {
    private static final Duration KEPT = Duration.ofDays(2);
    private static final String CREATED = "created";

    private final MongoTemplate mongo;
    private final List<ShortLived> stores;
    private final Clock clock;

    Retention(MongoTemplate mongo, List<ShortLived> stores, Clock clock) {
        this.mongo = mongo;
        this.stores = stores;
        this.clock = clock;
    }

    /** Keeps the sweep from reading whole collections. */
    @Override
    public void createIndexes() {
        var byAge = new Index().on(CREATED, Sort.Direction.ASC);
        stores.forEach(store -> mongo.indexOps(store.documents()).createIndex(byAge));
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void sweep() {
        var old = query(where(CREATED).lt(clock.instant().minus(KEPT)));
        stores.forEach(store -> mongo.remove(old, store.documents()));
    }
}
