package dev.muzon.gateway.operator;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.bot.store.ShortLived;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The broadcasts of the last two days in MongoDB, so that another gateway goes on with them. */
@Component
class BroadcastStore implements ShortLived {
    private static final String STATE = "state";

    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final Clock clock;

    BroadcastStore(MongoTemplate mongo, StoredDocuments stored, StorePatience patience, Clock clock) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public Class<?> documents() {
        return Broadcast.class;
    }

    void draft(String id, long owner, String text) {
        var draft = new Broadcast(id, owner, text, Broadcast.State.DRAFT, null, null, 0, 0, clock.instant());
        patience.run(() -> mongo.save(draft));
    }

    Optional<Broadcast> find(String id) {
        return patience.ask(() -> stored.find(id, Broadcast.class));
    }

    /** Returns those that are under way. */
    List<Broadcast> running() {
        return patience.ask(() -> stored.find(query(where(STATE).is(Broadcast.State.RUNNING)), Broadcast.class));
    }

    /**
     * Begins to send a draft.
     *
     * @param message the one that shows it to the operator
     * @return false when it was begun or cancelled before
     */
    boolean begin(String id, int message) {
        return change(
                        in(id, Broadcast.State.DRAFT),
                        Update.update(STATE, Broadcast.State.RUNNING).set("message", message))
                .isPresent();
    }

    /** Ends a broadcast in this state, and returns it. Empty when it is not in this state. */
    Optional<Broadcast> end(String id, Broadcast.State state) {
        return change(in(id, state), Update.update(STATE, Broadcast.State.ENDED));
    }

    /**
     * Chooses the next group of a broadcast, for one gateway only.
     *
     * @return false when the broadcast was cancelled, or another gateway goes on with it
     */
    boolean choose(Broadcast broadcast, long group) {
        Query unchanged = query(where("_id")
                .is(broadcast.id())
                .and(STATE)
                .is(Broadcast.State.RUNNING)
                .and("after")
                .is(broadcast.after()));
        return change(unchanged, Update.update("after", group)).isPresent();
    }

    void count(String id, boolean sent) {
        patience.run(() -> mongo.updateFirst(
                query(where("_id").is(id)), new Update().inc(sent ? "sent" : "missed", 1), Broadcast.class));
    }

    private Optional<Broadcast> change(Query which, Update update) {
        return patience.ask(() -> Optional.ofNullable(mongo.findAndModify(
                which, update, FindAndModifyOptions.options().returnNew(true), Broadcast.class)));
    }

    private static Query in(String id, Broadcast.State state) {
        return query(where("_id").is(id).and(STATE).is(state));
    }
}
