package dev.muzon.gateway.music.notification;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.coordination.StoredIndexes;
import dev.muzon.gateway.bot.store.ShortLived;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.runtime.store.StoredDocuments;
import java.util.List;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The messages about trouble whose end is not told yet, where a restart finds them. */
@Component
class TroubleStore implements ShortLived, StoredIndexes {
    private static final String CHAT = "chatId";
    private static final String OUTCOME = "outcome";

    /** More open messages than a bot has, so that one sweep takes bounded memory. */
    private static final int MOST = 1_000;

    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;

    TroubleStore(MongoTemplate mongo, StoredDocuments stored, StorePatience patience) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
    }

    @Override
    public Class<OpenTrouble> documents() {
        return OpenTrouble.class;
    }

    @Override
    public void createIndexes() {
        mongo.indexOps(OpenTrouble.class).createIndex(new Index().on(CHAT, Sort.Direction.ASC));
    }

    void add(OpenTrouble trouble) {
        patience.run(() -> mongo.save(trouble));
    }

    /** Returns those of a chat whose end is not known. */
    List<OpenTrouble> open(long chat) {
        return patience.ask(
                () -> stored.find(query(where(CHAT).is(chat).and(OUTCOME).is(null)), OpenTrouble.class));
    }

    /** Returns those of all chats, also those whose end was known and not shown. */
    List<OpenTrouble> all() {
        return patience.ask(() -> stored.find(new Query().limit(MOST), OpenTrouble.class));
    }

    void decided(OpenTrouble trouble, String outcome) {
        patience.run(() -> mongo.updateFirst(
                query(where("_id").is(trouble.id())), Update.update(OUTCOME, outcome), OpenTrouble.class));
    }

    /** Removes one whose end was shown, unless it is open again. */
    void remove(OpenTrouble trouble) {
        patience.run(() ->
                mongo.remove(query(where("_id").is(trouble.id()).and(OUTCOME).ne(null)), OpenTrouble.class));
    }
}
