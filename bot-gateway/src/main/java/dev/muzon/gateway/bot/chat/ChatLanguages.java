package dev.muzon.gateway.bot.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import dev.muzon.resilience.FailureLog;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The language of each chat: the one that {@code /lang} set, until then that of the first person heard there. It never
 * fails. While the database is away people are answered in the language known last, else in their own.
 */
@Component
public class ChatLanguages {
    /** Another replica learns of a {@code /lang} within this time. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final int CHATS = 10_000;

    private final ChatRegistry registry;
    private final StorePatience patience;
    private final Languages languages;
    private final FailureLog failures;
    private final Cache<Long, Language> fresh;
    /** The last answer of the database, for when it is away. */
    private final Cache<Long, Language> former;

    ChatLanguages(
            ChatRegistry registry, StorePatience patience, Languages languages, Ticker ticker, FailureLog failures) {
        this.registry = registry;
        this.patience = patience;
        this.languages = languages;
        this.failures = failures;
        this.fresh = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(FRESH)
                .maximumSize(CHATS)
                .build();
        this.former = Caffeine.newBuilder().maximumSize(CHATS).build();
    }

    /**
     * Returns the language for an answer to this sender. The first person heard in a chat decides for all.
     *
     * @param chat null when Telegram did not say where they are
     */
    public Language of(@Nullable Conversation chat, Sender sender) {
        Language theirs = languages.of(sender.languageTag());
        if (chat == null) {
            return theirs;
        }
        return recall(
                chat.id(),
                theirs,
                () -> registry.language(chat.id()).orElseGet(() -> {
                    if (sender.kind() == Sender.Kind.USER) {
                        registry.setLanguage(chat.id(), theirs);
                    }
                    return theirs;
                }));
    }

    /** Returns the language to tell a chat something in. */
    public Language of(long chatId) {
        return recall(chatId, Language.ENGLISH, () -> registry.language(chatId).orElse(Language.ENGLISH));
    }

    /**
     * Sets the language of a chat.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable}
     */
    public void set(long chatId, Language language) {
        patience.run(() -> registry.setLanguage(chatId, language));
        remember(chatId, language);
    }

    void forget(long chatId) {
        fresh.invalidate(chatId);
        former.invalidate(chatId);
    }

    private Language recall(long chatId, Language otherwise, Supplier<Language> stored) {
        @Nullable Language known = fresh.getIfPresent(chatId);
        if (known != null) {
            return known;
        }
        try {
            Language language = patience.ask(stored);
            remember(chatId, language);
            return language;
        } catch (RuntimeException e) {
            failures.report("language of chat " + chatId, e);
            @Nullable Language before = former.getIfPresent(chatId);
            Language best = before == null ? otherwise : before;
            // One answer of this chat waits for an absent store, not each.
            fresh.put(chatId, best);
            return best;
        }
    }

    private void remember(long chatId, Language language) {
        fresh.put(chatId, language);
        former.put(chatId, language);
    }
}
