package dev.muzon.gateway.bot.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
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
class Retention {
    private static final Duration KEPT = Duration.ofDays(2);
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final String CREATED = "created";

    private final MongoTemplate mongo;
    private final List<ShortLived> stores;
    private final Clock clock;

    Retention(MongoTemplate mongo, List<ShortLived> stores, Clock clock) {
        this.mongo = mongo;
        this.stores = stores;
        this.clock = clock;
    }

    /** Keeps the sweep from reading whole collections. A store that is away at the start gets its indexes later. */
    @EventListener(ApplicationStartedEvent.class)
    void prepare() {
        try {
            createIndexes();
        } catch (DataAccessException e) {
            log.warn("Indexes not made, the sweep makes them: {}", e.getMessage());
        }
    }

    void createIndexes() {
        var byAge = new Index().on(CREATED, Sort.Direction.ASC);
        stores.forEach(store -> mongo.indexOps(store.documents()).createIndex(byAge));
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void sweep() {
        createIndexes();
        var old = query(where(CREATED).lt(clock.instant().minus(KEPT)));
        stores.forEach(store -> mongo.remove(old, store.documents()));
    }
}
