package dev.muzon.gateway.welcome;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.runtime.store.StoredDocuments;
import java.util.Optional;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.stereotype.Component;

/** The last checklist of each group, so that it can be corrected after a restart too. */
@Component
class SetupStore {
    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;

    SetupStore(MongoTemplate mongo, StoredDocuments stored, StorePatience patience) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
    }

    Optional<SetupMessage> find(long chat) {
        return patience.ask(() -> stored.find(chat, SetupMessage.class));
    }

    void save(SetupMessage message) {
        patience.run(() -> mongo.save(message));
    }

    void remove(long chat) {
        patience.run(() -> mongo.remove(query(where("_id").is(chat)), SetupMessage.class));
    }
}
