package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Sender;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The choice of a chat's language: the names that it goes by, and the people who may choose. */
@Component
public class LanguageChoice {
    private final Languages languages;
    private final ChatLanguages chats;
    private final Administrators administrators;
    private final Texts texts;
    private final ApplicationEventPublisher events;

    LanguageChoice(
            Languages languages,
            ChatLanguages chats,
            Administrators administrators,
            Texts texts,
            ApplicationEventPublisher events) {
        this.languages = languages;
        this.chats = chats;
        this.administrators = administrators;
        this.texts = texts;
        this.events = events;
    }

    /** Returns the language that has this tag or name. */
    public Optional<Language> find(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return languages.all().stream()
                .filter(language -> language.tag().equals(wanted)
                        || names(language).stream().anyMatch(known -> known.equalsIgnoreCase(wanted)))
                .findFirst();
    }

    /** Returns what a language calls itself. */
    public String name(Language language) {
        return names(language).getFirst();
    }

    /**
     * Sets the language of a chat.
     *
     * @return false when the person may not choose it
     */
    public boolean choose(Sender sender, Conversation chat, Language language) {
        if (!administrators.include(sender, chat)) {
            return false;
        }
        chats.set(chat.id(), language);
        events.publishEvent(new LanguageChanged(chat.id()));
        return true;
    }

    private List<String> names(Language language) {
        return List.of(texts.plain(language, BotPhrase.LANGUAGE_NAMES).split(", "));
    }
}
