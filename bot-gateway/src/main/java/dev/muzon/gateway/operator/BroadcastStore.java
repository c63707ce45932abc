package dev.muzon.gateway.operator;

import static org.springframework.data.mongodb.core.query.Criteria.where;
import static org.springframework.data.mongodb.core.query.Query.query;

import dev.muzon.gateway.bot.store.ShortLived;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.runtime.store.StoredDocuments;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** The broadcasts of the last two days in MongoDB, so that another gateway goes on with them. */
@Component
class BroadcastStore implements ShortLived {
    private static final String STATE = "state";
    private static final String OPEN = "open";
    private static final String UNTOLD = "untold";

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

    /** @param groups those that the message is for */
    void draft(String id, long owner, String text, Set<Long> groups) {
        var draft = new Broadcast(
                id, owner, text, Broadcast.State.DRAFT, null, null, 0, 0, clock.instant(), null, null, groups);
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
        return change(
                in(id, state),
                Update.update(STATE, Broadcast.State.ENDED).set(UNTOLD, state == Broadcast.State.RUNNING));
    }

    /** Returns those of whose end the operator has not heard. */
    List<Broadcast> untold() {
        return patience.ask(() -> stored.find(
                query(where(STATE).is(Broadcast.State.ENDED).and(UNTOLD).is(true)), Broadcast.class));
    }

    /** Notes that the operator has heard how a broadcast ended. */
    void told(String id) {
        patience.run(() -> mongo.updateFirst(query(where("_id").is(id)), new Update().unset(UNTOLD), Broadcast.class));
    }

    /**
     * Chooses the next group of a broadcast, for one gateway only.
     *
     * @param sends whether the group is open until it is counted, because it is sent to
     * @return false when the broadcast was cancelled, or another gateway goes on with it
     */
    boolean choose(Broadcast broadcast, long group, boolean sends) {
        Query unchanged = query(where("_id")
                .is(broadcast.id())
                .and(STATE)
                .is(Broadcast.State.RUNNING)
                .and("after")
                .is(broadcast.after()));
        Update chosen = Update.update("after", group);
        return change(unchanged, sends ? chosen.set(OPEN, group) : chosen).isPresent();
    }

    /** Counts an open group. Doing it again changes nothing. */
    void count(String id, long group, boolean sent) {
        patience.run(() -> mongo.updateFirst(
                query(where("_id").is(id).and(OPEN).is(group)),
                new Update().inc(sent ? "sent" : "missed", 1).unset(OPEN),
                Broadcast.class));
    }

    /**
     * Takes the choice of an open group back, to which nothing was sent.
     *
     * @param broadcast as it was before the choice
     */
    void takeBack(Broadcast broadcast, long group) {
        Long after = broadcast.after();
        Update back = new Update().unset(OPEN);
        patience.run(() -> mongo.updateFirst(
                query(where("_id").is(broadcast.id()).and(OPEN).is(group)),
                after == null ? back.unset("after") : back.set("after", after),
                Broadcast.class));
    }

    private Optional<Broadcast> change(Query which, Update update) {
        return patience.ask(() -> Optional.ofNullable(mongo.findAndModify(
                which, update, FindAndModifyOptions.options().returnNew(true), Broadcast.class)));
    }

    private static Query in(String id, Broadcast.State state) {
        return query(where("_id").is(id).and(STATE).is(state));
    }
}
