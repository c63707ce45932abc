package dev.muzon.gateway.bot.settings;

import dev.muzon.gateway.bot.chat.LanguageChoice;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The language of a chat in its menu, as {@code /lang} sets it. */
@Component
@Order(10)
class LanguageSection implements SettingsSection {
    private final LanguageChoice choice;
    private final Languages languages;
    private final Texts texts;

    LanguageSection(LanguageChoice choice, Languages languages, Texts texts) {
        this.choice = choice;
        this.languages = languages;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "lang";
    }

    @Override
    public Optional<Content> show(Conversation chat, Language language) {
        var buttons = languages.all().stream()
                .map(each -> button(SettingsSection.choice(choice.name(each), each.equals(language)), each.tag()))
                .toList();
        return Optional.of(new Content(
                texts.html(language, BotPhrase.SETTINGS_LANGUAGE, Map.of("name", choice.name(language))),
                SettingsSection.row(buttons)));
    }

    @Override
    public Optional<Phrase> change(Incoming.ButtonPress press, Conversation chat, String value) {
        Optional<Language> wanted = choice.find(value);
        if (wanted.isEmpty()) {
            return Optional.of(BotPhrase.BUTTON_UNKNOWN);
        }
        return choice.choose(press.sender(), chat, wanted.get())
                ? Optional.empty()
                : Optional.of(BotPhrase.LANGUAGE_ADMINS_ONLY);
    }
}
