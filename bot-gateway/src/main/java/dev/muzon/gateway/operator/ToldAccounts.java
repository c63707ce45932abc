package dev.muzon.gateway.operator;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.bot.update.LeadershipBegan;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/** The lost accounts of which operators were told, where the next process and other replicas find them. */
@Component
class ToldAccounts {
    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final Clock clock;

    /** The accounts that this process knows as stored or not, so that a look each minute asks nobody. */
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    ToldAccounts(MongoTemplate mongo, StoredDocuments stored, StorePatience patience, Clock clock) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.clock = clock;
    }

    @Document("lost-accounts")
    record Told(@Id String account, Instant since) {}

    /** Forgets what another replica may have changed since. */
    @EventListener
    void reread(LeadershipBegan event) {
        known.clear();
    }

    /** Returns whether operators were told of an account. */
    boolean includes(String account) {
        return known.computeIfAbsent(
                account,
                _ -> patience.ask(() -> stored.find(account, Told.class)).isPresent());
    }

    /** Notes that operators were told of an account. */
    void add(String account) {
        known.put(account, true);
        patience.run(() -> mongo.save(new Told(account, clock.instant())));
    }

    /** Notes that an account is back, so that its next loss is news. */
    void remove(String account) {
        if (!Boolean.FALSE.equals(known.get(account))) {
            patience.run(() -> mongo.remove(query(where("_id").is(account)), Told.class));
            known.put(account, false);
        }
    }
}
