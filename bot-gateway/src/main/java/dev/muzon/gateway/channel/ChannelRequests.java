package dev.muzon.gateway.channel;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The requests to add channels in MongoDB. */
@Repository
class ChannelRequests {
    private static final Logger log = LoggerFactory.getLogger(ChannelRequests.class);

    /** Admins of a channel may need weeks to let somebody in. */
    private static final Duration KEPT = Duration.ofDays(60);

    /** Longer than a message waits for its turn in a chat. */
    private static final Duration BEHIND = Duration.ofMinutes(10);

    private static final int MOST_BEHIND = 10_000;

    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final Clock clock;

    /** The requests whose result this process tells, or has told a moment ago. */
    private final Cache<String, Boolean> answered = Caffeine.newBuilder()
            .expireAfterWrite(BEHIND)
            .maximumSize(MOST_BEHIND)
            .build();

    ChannelRequests(MongoTemplate mongo, StoredDocuments stored, StorePatience patience, Clock clock) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.clock = clock;
    }

    /** Saves a request. An update that comes again finds it. */
    void open(ChannelRequest request) {
        try {
            ChannelRequest _ = patience.ask(() -> mongo.insert(request));
        } catch (DuplicateKeyException _) {
            log.debug("Request {} saved before", request.id());
        }
    }

    Optional<ChannelRequest> find(String id) {
        return stored.find(id, ChannelRequest.class);
    }

    /** Notes that the result of a request is on its way to the chat. */
    void answers(String id) {
        answered.put(id, true);
    }

    /** Returns whether the result of a request is told already, so that nobody has to wait for it. */
    boolean isAnswered(String id) {
        return answered.getIfPresent(id) != null;
    }

    void told(String id) {
        mongo.updateFirst(query(where("_id").is(id)), new Update().set("told", true), ChannelRequest.class);
    }

    @Scheduled(fixedDelay = 6 * 3_600_000, initialDelay = 120_000)
    void sweep() {
        try {
            mongo.remove(query(where(ChannelRequest.ASKED).lt(clock.instant().minus(KEPT))), ChannelRequest.class);
        } catch (DataAccessException e) {
            log.warn("Requests for channels not swept, the next sweep follows: {}", e.getMessage());
        }
    }
}
