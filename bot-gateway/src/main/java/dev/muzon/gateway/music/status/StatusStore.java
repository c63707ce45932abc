package dev.muzon.gateway.music.status;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.coordination.StoredIndexes;
import dev.muzon.gateway.bot.store.ShortLived;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** Status messages in MongoDB, where a restart and other replicas find them. */
@Component
class StatusStore implements ShortLived, StoredIndexes {
    private static final String CHAT = "chatId";
    private static final String CREATED = "created";

    /** Requests among which the latest readable one is looked for. */
    private static final int LATEST = 5;

    private final MongoTemplate mongo;
    private final StoredDocuments stored;

    StatusStore(MongoTemplate mongo, StoredDocuments stored) {
        this.mongo = mongo;
        this.stored = stored;
    }

    @Override
    public Class<StatusMessage> documents() {
        return StatusMessage.class;
    }

    /** Keeps questions from reading whole collections. */
    @Override
    public void createIndexes() {
        mongo.indexOps(StatusMessage.class)
                .createIndex(new Index().on(CHAT, Sort.Direction.ASC).on(CREATED, Sort.Direction.DESC));
    }

    /** Returns whether it was new. */
    boolean insert(StatusMessage message) {
        try {
            mongo.insert(message);
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    Optional<StatusMessage> find(String id) {
        return stored.find(id, StatusMessage.class);
    }

    /** Returns the chat's latest request. */
    Optional<StatusMessage> latestRequest(long chatId) {
        var requests = query(where(CHAT).is(chatId).and("request").ne(null))
                .with(Sort.by(CREATED).descending())
                .limit(LATEST);
        return stored.find(requests, StatusMessage.class).stream().findFirst();
    }

    /** Returns the requests of a chat that still wait for their outcome and were made in this time. */
    Set<String> openBetween(long chatId, Instant from, StatusMessage to) {
        var open = query(where(CHAT)
                .is(chatId)
                .and("request")
                .ne(null)
                .and("settled")
                .is(false)
                .and(CREATED)
                .gte(from)
                .lte(to.created()));
        return stored.find(open, StatusMessage.class).stream()
                .filter(earlier -> earlier.isBefore(to))
                .map(StatusMessage::id)
                .collect(Collectors.toSet());
    }

    /** Notes the message, so that other replicas find it. */
    void sent(String id, int messageId) {
        mongo.updateFirst(byId(id), new Update().set("messageId", messageId).unset("sender"), StatusMessage.class);
    }

    /** Notes that no message is on its way. */
    void unsent(String id) {
        mongo.updateFirst(byId(id), new Update().unset("sender"), StatusMessage.class);
    }

    void asks(String id, int files) {
        mongo.updateFirst(byId(id), Update.update("asked", files), StatusMessage.class);
    }

    void answered(String id) {
        mongo.updateFirst(byId(id), new Update().unset("asked"), StatusMessage.class);
    }

    void failed(String id) {
        mongo.updateFirst(byId(id), Update.update("failed", true), StatusMessage.class);
    }

    void settled(String id) {
        mongo.updateFirst(byId(id), Update.update("settled", true), StatusMessage.class);
    }

    /** Notes the outcome, also of what had no message before. */
    void told(String id, long chatId, int messageId, Instant now) {
        var update = new Update()
                .set(CHAT, chatId)
                .set("messageId", messageId)
                .set("settled", true)
                .unset("sender")
                .setOnInsert(CREATED, now);
        mongo.upsert(byId(id), update, StatusMessage.class);
    }

    private static Query byId(String id) {
        return query(where("_id").is(id));
    }
}
