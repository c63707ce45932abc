package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.resilience.FailureLog;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The people and chats to which an operator closed the bot. Nothing that they write or press is read. The list is kept
 * in memory, so that no update waits for the database. Another replica learns of a change within half a minute.
 */
@Component
public class Blocklist {
    /** Everybody behind them is served. An operator with so many enemies makes the bot private. */
    static final int MOST = 10_000;

    private final MongoTemplate mongo;
    private final List<ChatListener> listeners;
    private final StorePatience patience;
    private final Clock clock;
    private final FailureLog failures;
    private volatile Set<Long> ids = Set.of();

    Blocklist(
            MongoTemplate mongo,
            List<ChatListener> listeners,
            StorePatience patience,
            Clock clock,
            FailureLog failures) {
        this.mongo = mongo;
        this.listeners = listeners;
        this.patience = patience;
        this.clock = clock;
        this.failures = failures;
    }

    /** Returns whether a person or a chat is on the list. */
    public boolean includes(long id) {
        return ids.contains(id);
    }

    /** Returns how many are on the list. */
    public int size() {
        return ids.size();
    }

    /**
     * Stops listening, and ends the music of a chat.
     *
     * @param update the number of the update that says so
     * @return false when the list is full
     */
    public boolean block(long id, int update) {
        if (!patience.ask(() -> added(id))) {
            return false;
        }
        if (id < 0) {
            var chat = new Conversation(id, Conversation.Kind.GROUP, null, null);
            listeners.forEach(listener -> listener.left(chat, update));
        }
        return true;
    }

    private synchronized boolean added(long id) {
        if (ids.size() >= MOST && !includes(id)) {
            return false;
        }
        mongo.save(new Blocked(id, clock.instant()));
        Set<Long> more = new HashSet<>(ids);
        more.add(id);
        ids = Set.copyOf(more);
        return true;
    }

    /**
     * Listens again.
     *
     * @return false when it was not on the list
     */
    public boolean unblock(long id) {
        return patience.ask(() -> removed(id));
    }

    private synchronized boolean removed(long id) {
        boolean removed = mongo.remove(Query.query(Criteria.where("_id").is(id)), Blocked.class)
                        .getDeletedCount()
                > 0;
        ids = ids.stream().filter(other -> other != id).collect(Collectors.toUnmodifiableSet());
        return removed;
    }

    @Scheduled(fixedDelay = 30_000)
    synchronized void load() {
        try {
            ids = mongo.find(new Query().limit(MOST), Blocked.class).stream()
                    .map(Blocked::id)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (RuntimeException e) {
            failures.report("List of blocked people", e);
        }
    }
}
