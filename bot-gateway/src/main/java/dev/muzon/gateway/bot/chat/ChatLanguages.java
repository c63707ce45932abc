package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The language of each chat: the one that {@code /lang} set, until then that of the first person heard there. It never
 * fails. While the database is away people are answered in the language known last, else in their own.
 */
@Component
public class ChatLanguages {
    private final ChatRegistry registry;
    private final Languages languages;
    private final ChatSetting<Language> setting;

    ChatLanguages(ChatRegistry registry, Languages languages, ChatSettings settings) {
        this.registry = registry;
        this.languages = languages;
        this.setting = settings.of("language");
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
        return setting.recall(
                chat.id(),
                () -> registry.language(chat.id()).orElseGet(() -> {
                    if (sender.kind() == Sender.Kind.USER) {
                        registry.setLanguage(chat.id(), theirs);
                    }
                    return theirs;
                }),
                theirs);
    }

    /** Returns the language to tell a chat something in. */
    public Language of(long chatId) {
        return setting.recall(chatId, () -> registry.language(chatId).orElse(Language.ENGLISH), Language.ENGLISH);
    }

    /**
     * Sets the language of a chat.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code store.unavailable}
     */
    public void set(long chatId, Language language) {
        setting.set(chatId, language, () -> registry.setLanguage(chatId, language));
    }

    void forget(long chatId) {
        setting.forget(chatId);
    }
}
