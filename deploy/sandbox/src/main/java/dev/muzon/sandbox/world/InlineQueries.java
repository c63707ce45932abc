package dev.muzon.sandbox.world;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Inline queries: texts that users type to bots in any chat, and the results that they choose. */
public final class InlineQueries {
    /** Time for an answer. One that takes longer is refused. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private final WorldLock lock;
    private final Chats chats;
    private final Messages messages;
    private final Map<String, InlineQuery> byId = new HashMap<>();

    InlineQueries(WorldLock lock, Chats chats, Messages messages) {
        this.lock = lock;
        this.chats = chats;
        this.messages = messages;
    }

    /** Asks a bot. */
    public InlineQuery ask(long chatId, long userId, long botId, String text) {
        return lock.locked(() -> {
            var chat = chats.requirePresent(chatId, userId);
            var id = Long.toString(WorldLock.hashOf(lock.nextId()) & Long.MAX_VALUE);
            var query = new InlineQuery(id, userId, botId, text, chat.kind(), lock.now(), null);
            byId.put(id, query);
            lock.tell(new WorldEvent.InlineQueried(query));
            return query;
        });
    }

    /**
     * Answers a query.
     *
     * @throws WorldException {@link Refusal#INLINE_QUERY_NOT_FOUND}, also when the answer comes too late
     */
    public void answer(String id, long botId, List<InlineQuery.Result> results) {
        lock.locked(() -> {
            var query = find(id).filter(found -> found.botId() == botId)
                    .filter(found -> !found.asked().plus(PATIENCE).isBefore(lock.now()))
                    .orElseThrow(() -> new WorldException(Refusal.INLINE_QUERY_NOT_FOUND));
            byId.put(id, query.answered(results));
        });
    }

    /**
     * Sends a result as a message of the user.
     *
     * @param topicId where in a forum. Null for General
     * @throws WorldException {@link Refusal#INLINE_QUERY_NOT_FOUND}, {@link Refusal#INLINE_RESULT_NOT_FOUND}, and as
     * {@link Messages#send}
     */
    public Message choose(String id, String resultId, long chatId, @Nullable Integer topicId) {
        return lock.locked(() -> {
            var query = find(id).orElseThrow(() -> new WorldException(Refusal.INLINE_QUERY_NOT_FOUND));
            var results = query.results() == null ? List.<InlineQuery.Result>of() : query.results();
            var result = results.stream()
                    .filter(offer -> offer.id().equals(resultId))
                    .findFirst()
                    .orElseThrow(() -> new WorldException(Refusal.INLINE_RESULT_NOT_FOUND));
            var details = MessageDetails.NONE.topic(topicId).via(query.botId());
            var sent = messages.send(chatId, query.userId(), result.message().details(details));
            lock.tell(new WorldEvent.InlineResultChosen(query, resultId));
            return sent;
        });
    }

    public Optional<InlineQuery> find(String id) {
        return lock.locked(() -> Optional.ofNullable(byId.get(id)));
    }
}
