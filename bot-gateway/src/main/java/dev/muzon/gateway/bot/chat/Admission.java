package dev.muzon.gateway.bot.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Access to the bot. In private mode it serves its owners everywhere, and others only in chats that the settings list
 * or an owner admitted.
 */
@Component
public class Admission {
    /** Time for which assistants may come into a chat after an owner was served there. */
    private static final Duration HOSTED = Duration.ofHours(1);

    private static final int CHATS = 10_000;

    private final AccessSettings settings;
    private final ChatRegistry registry;
    private final List<ChatListener> listeners;
    private final StorePatience patience;
    private final ChatSetting<Boolean> allowed;

    /** Chats in which an owner was served lately. They need not be admitted. */
    private final Cache<Long, Boolean> hosted;

    Admission(
            AccessSettings settings,
            ChatRegistry registry,
            List<ChatListener> listeners,
            StorePatience patience,
            Ticker ticker,
            FailureLog failures) {
        this.settings = settings;
        this.registry = registry;
        this.listeners = listeners;
        this.patience = patience;
        this.allowed = new ChatSetting<>("Admission", patience, ticker, failures, _ -> {});
        this.hosted = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(HOSTED)
                .maximumSize(CHATS)
                .build();
    }

    /** Returns whether the bot serves the sender in this chat. Never fails: an unknown chat is not admitted. */
    public boolean serves(Sender sender, Conversation chat) {
        if (!settings.privateMode()) {
            return true;
        }
        if (settings.isOwner(sender)) {
            hosted.put(chat.id(), true);
            return true;
        }
        return admits(chat);
    }

    /** Returns whether assistants may come in: the chat is admitted, or an owner was served there just now. */
    public boolean invites(Conversation chat) {
        return admits(chat) || hosted.getIfPresent(chat.id()) != null;
    }

    /** Returns whether everybody in the chat is served. */
    public boolean admits(Conversation chat) {
        return !settings.privateMode()
                || settings.lists(chat)
                || allowed.recall(chat.id(), () -> registry.allowed(chat.id()), false);
    }

    /** @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable} */
    public void allow(Conversation chat) {
        decide(chat.id(), true);
    }

    /**
     * Stops serving the chat and ends its music.
     *
     * @param update the number of the update that says so
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable}
     */
    public void forbid(Conversation chat, int update) {
        decide(chat.id(), false);
        hosted.invalidate(chat.id());
        listeners.forEach(listener -> listener.left(chat, update));
    }

    /**
     * Admits the supergroup that an admitted group became. Its id is a new one, which no list can name. The database is
     * asked: a guess that was made while it was away would shut the supergroup out for good.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable}
     */
    void moved(Conversation group, long supergroup) {
        if (settings.privateMode() && (settings.lists(group) || patience.ask(() -> registry.allowed(group.id())))) {
            decide(supergroup, true);
        }
    }

    private void decide(long chat, boolean admitted) {
        allowed.set(chat, admitted, () -> registry.setAllowed(chat, admitted));
    }
}
