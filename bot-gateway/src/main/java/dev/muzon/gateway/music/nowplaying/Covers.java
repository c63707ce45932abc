package dev.muzon.gateway.music.nowplaying;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.chat.ChatListener;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.protocol.track.Track;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.store.StoredDocuments;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.stereotype.Component;

/** The covers on cards, and the chats that want none. */
@Component
class Covers implements ChatListener {
    /** Another replica learns of a change within this time. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final int CHATS = 10_000;

    private final MongoTemplate mongo;
    private final StoredDocuments stored;
    private final StorePatience patience;
    private final FailureLog failures;
    private final Cache<Long, Boolean> fresh;

    Covers(MongoTemplate mongo, StoredDocuments stored, StorePatience patience, Ticker ticker, FailureLog failures) {
        this.mongo = mongo;
        this.stored = stored;
        this.patience = patience;
        this.failures = failures;
        this.fresh = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(FRESH)
                .maximumSize(CHATS)
                .build();
    }

    @Document("covers")
    record Wish(@Id long chat, @Nullable Boolean shown) {}

    /** Returns the card with the cover of its track, if there is one and the chat wants it. */
    Content on(long chat, Track track, Content card) {
        String cover = track.cover();
        return cover != null && shown(chat) ? card.showing(URI.create(cover)) : card;
    }

    /** Returns whether a chat wants covers, as every chat does until it says otherwise. Never fails. */
    boolean shown(long chat) {
        Boolean known = fresh.getIfPresent(chat);
        if (known != null) {
            return known;
        }
        boolean shown = true;
        try {
            shown = patience.ask(() -> read(chat));
        } catch (RuntimeException e) {
            failures.report("covers of chat " + chat, e);
        }
        // One card of this chat waits for an absent store, not each.
        fresh.put(chat, shown);
        return shown;
    }

    private boolean read(long chat) {
        return stored.find(chat, Wish.class)
                .filter(wish -> Boolean.FALSE.equals(wish.shown()))
                .isEmpty();
    }

    /**
     * Shows covers in a chat, or none.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable}
     */
    void show(long chat, boolean wanted) {
        patience.run(() -> mongo.save(new Wish(chat, wanted)));
        fresh.put(chat, wanted);
    }

    /** Keeps the wish: who adds the bot again finds it as it was. */
    @Override
    public void left(Conversation chat, int update) {
        fresh.invalidate(chat.id());
    }

    @Override
    public CompletableFuture<?> moved(Conversation group, long supergroup, int update) {
        if (!patience.ask(() -> read(group.id()))) {
            show(supergroup, false);
        }
        return CompletableFuture.completedFuture(null);
    }
}
