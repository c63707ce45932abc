package dev.muzon.gateway.polling;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.telegram.Incoming;
import java.util.Collection;
import java.util.List;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.BulkOperations;
import org.springframework.data.mongodb.core.FindAndReplaceOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Updates whose answer takes long, usually because Telegram makes a chat wait. Saved here they can be confirmed, so that
 * one chat does not hold up all others, and still survive a crash.
 */
@Component
class Inbox {
    private final MongoTemplate mongo;
    private final JsonMapper json;

    Inbox(MongoTemplate mongo, JsonMapper json) {
        this.mongo = mongo;
        this.json = json;
    }

    @Document("inbox")
    record Saved(@Id int updateId, String incoming) {}

    /** In one round trip. */
    void save(Collection<? extends Incoming> updates) {
        if (updates.isEmpty()) {
            return;
        }
        var writes = mongo.bulkOps(BulkOperations.BulkMode.UNORDERED, Saved.class);
        updates.forEach(update -> writes.replaceOne(
                query(where("_id").is(update.updateId())),
                new Saved(update.updateId(), json.writerFor(Incoming.class).writeValueAsString(update)),
                FindAndReplaceOptions.options().upsert()));
        writes.execute();
    }

    void remove(int updateId) {
        mongo.remove(query(where("_id").is(updateId)), Saved.class);
    }

    /** In Telegram's order. */
    List<Incoming> all() {
        return mongo.find(new Query().with(Sort.by("_id")), Saved.class).stream()
                .map(saved -> json.readValue(saved.incoming(), Incoming.class))
                .toList();
    }
}
