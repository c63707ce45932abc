package dev.muzon.gateway.bot.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One setting of all chats, in front of the database. While that is away, what was known last holds.
 *
 * @param <V> the value, which may not be null
 */
public final class ChatSetting<V> {
    /** Another replica learns of a change within this time. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final int CHATS = 10_000;

    private final String name;
    private final StorePatience patience;
    private final FailureLog failures;
    private final LongConsumer changed;
    private final Cache<Long, V> fresh;

    /** The last answers of the database, for when it is away. */
    private final Cache<Long, V> former;

    ChatSetting(String name, StorePatience patience, Ticker ticker, FailureLog failures, LongConsumer changed) {
        this.name = name;
        this.patience = patience;
        this.failures = failures;
        this.changed = changed;
        this.fresh = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(FRESH)
                .maximumSize(CHATS)
                .build();
        this.former = Caffeine.newBuilder().maximumSize(CHATS).build();
    }

    /**
     * Returns the value of a chat. Never fails.
     *
     * @param stored asks the database
     * @param otherwise holds while the database is away and never told anything of this chat
     */
    public V recall(long chat, Supplier<V> stored, V otherwise) {
        @Nullable V known = fresh.getIfPresent(chat);
        if (known != null) {
            return known;
        }
        try {
            return asked(chat, stored);
        } catch (RuntimeException e) {
            failures.report(name + " of chat " + chat, e);
            @Nullable V before = former.getIfPresent(chat);
            V best = before == null ? otherwise : before;
            // One answer of this chat waits for an absent store, not each.
            fresh.put(chat, best);
            return best;
        }
    }

    /**
     * Returns what the database has, past what is remembered: for a change that builds on it.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable}
     */
    public V asked(long chat, Supplier<V> stored) {
        V value = patience.ask(stored);
        remember(chat, value);
        return value;
    }

    /**
     * Sets the value of a chat, and says that it changed.
     *
     * @param note has the database keep it
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable}
     */
    public void set(long chat, V value, Runnable note) {
        patience.run(note);
        remember(chat, value);
        changed.accept(chat);
    }

    /** Forgets a chat, whose value the database may keep. */
    public void forget(long chat) {
        fresh.invalidate(chat);
        former.invalidate(chat);
    }

    private void remember(long chat, V value) {
        fresh.put(chat, value);
        former.put(chat, value);
    }
}
