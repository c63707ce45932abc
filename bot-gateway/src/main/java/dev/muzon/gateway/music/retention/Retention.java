package dev.muzon.gateway.music.retention;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The deletion of what is older than Telegram's own memory. Updates that nobody fetched are gone after a day, so
 * nothing older can come back. A sweep rather than a TTL index, which the embedded server lacks.
 */
@Component
class Retention {
    private static final Duration KEPT = Duration.ofDays(2);
    private static final List<String> COLLECTIONS = List.of("status-messages", "handled-updates");

    private final MongoTemplate mongo;
    private final Clock clock;

    Retention(MongoTemplate mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void sweep() {
        var old = query(where("created").lt(clock.instant().minus(KEPT)));
        COLLECTIONS.forEach(collection -> mongo.remove(old, collection));
    }
}
