package dev.muzon.voice.store;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.voice.player.PlayerStore;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.json.JsonMode;
import org.bson.json.JsonWriterSettings;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One document per chat. What is saved is kept in its wire form, so that what can be sent can be saved. A write matches
 * only a document of the same or an older owner; when a newer one has written, the upsert runs into its id.
 */
public final class MongoPlayerStore implements PlayerStore {
    private static final String COLLECTION = "players";

    /** A number that an older version did not store is 0. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final JsonWriterSettings PLAIN =
            JsonWriterSettings.builder().outputMode(JsonMode.RELAXED).build();

    private final MongoOperations mongo;

    public MongoPlayerStore(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<Saved> find(long chatId) {
        return Optional.ofNullable(mongo.findOne(byId(chatId), Document.class, COLLECTION))
                .map(found -> found.get("saved", Document.class))
                .map(saved -> JSON.readValue(saved.toJson(PLAIN), Saved.class));
    }

    @Override
    public boolean save(Saved saved, long token) {
        long chatId = saved.player().chat().id();
        Update update = new Update()
                .set("chat", chatId)
                .set("token", token)
                .set("unfinished", saved.player().active() || !saved.unsaid().isEmpty())
                .set("saved", Document.parse(JSON.writeValueAsString(saved)));
        try {
            mongo.upsert(byId(chatId).addCriteria(where("token").lte(token)), update, COLLECTION);
            return true;
        } catch (DuplicateKeyException newerOwner) {
            return false;
        }
    }

    @Override
    public List<Long> unfinished() {
        Query unfinished = query(where("unfinished").is(true));
        unfinished.fields().include("chat");
        return mongo.find(unfinished, Document.class, COLLECTION).stream()
                .map(found -> found.get("chat", Number.class).longValue())
                .toList();
    }

    /** Prefixed: a bare number would be stored as one, a 24-digit text as an ObjectId. */
    private static Query byId(long chatId) {
        return query(where("_id").is("player:" + chatId));
    }
}
