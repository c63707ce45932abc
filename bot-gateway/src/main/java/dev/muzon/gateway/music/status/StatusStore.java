package dev.muzon.gateway.music.status;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.coordination.StoredIndexes;
import dev.muzon.gateway.bot.store.ShortLived;
import dev.muzon.gateway.bot.store.StorePatience;
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
    private final StorePatience patience;

    StatusStore(MongoTemplate mongo, StoredDocuments stored, StorePatience patience) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
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
            patience.run(() -> mongo.insert(message));
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    Optional<StatusMessage> find(String id) {
        return patience.ask(() -> stored.find(id, StatusMessage.class));
    }

    /** Returns the chat's latest request. */
    Optional<StatusMessage> latestRequest(long chatId) {
        var requests = query(where(CHAT).is(chatId).and("request").ne(null))
                .with(Sort.by(CREATED).descending())
                .limit(LATEST);
        return patience.ask(() -> stored.find(requests, StatusMessage.class)).stream()
                .findFirst();
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
        return patience.ask(() -> stored.find(open, StatusMessage.class)).stream()
                .filter(earlier -> earlier.isBefore(to))
                .map(StatusMessage::id)
                .collect(Collectors.toSet());
    }

    /** Notes the message, so that other replicas find it. A note that is late does not undo the outcome. */
    void sent(String id, int messageId) {
        Query open = byId(id).addCriteria(where("settled").ne(true));
        change(open, new Update().set("messageId", messageId).unset("sender"));
    }

    /** Notes that no message is on its way. */
    void unsent(String id) {
        change(byId(id), new Update().unset("sender"));
    }

    void asks(String id, int files) {
        change(byId(id), Update.update("asked", files));
    }

    void answered(String id) {
        change(byId(id), new Update().unset("asked"));
    }

    void failed(String id) {
        change(byId(id), Update.update("failed", true));
    }

    void settled(String id) {
        change(byId(id), Update.update("settled", true));
    }

    /** Notes the outcome, also of what had no message before. */
    void told(String id, long chatId, int messageId, Instant now) {
        var update = new Update()
                .set(CHAT, chatId)
                .set("messageId", messageId)
                .set("settled", true)
                .unset("sender")
                .setOnInsert(CREATED, now);
        patience.run(() -> mongo.upsert(byId(id), update, StatusMessage.class));
    }

    private void change(Query which, Update update) {
        patience.run(() -> mongo.updateFirst(which, update, StatusMessage.class));
    }

    private static Query byId(String id) {
        return query(where("_id").is(id));
    }
}
