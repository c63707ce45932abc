package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.protocol.Language;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** {@code /lang}: tells or sets the language of the chat, for everybody in it. */
@Component
class LanguageCommands implements CommandSet {
    static final Category SETTINGS = new Category(80, Phrase.CATEGORY_SETTINGS);

    private static final Map<String, Language> NAMES = Map.of(
            "en", Language.ENGLISH,
            "english", Language.ENGLISH,
            "английский", Language.ENGLISH,
            "ru", Language.RUSSIAN,
            "russian", Language.RUSSIAN,
            "русский", Language.RUSSIAN);

    private final ChatLanguages languages;
    private final Administrators administrators;
    private final Texts texts;

    LanguageCommands(ChatLanguages languages, Administrators administrators, Texts texts) {
        this.languages = languages;
        this.administrators = administrators;
        this.texts = texts;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of("lang", SETTINGS, Phrase.DESCRIBE_LANG, this::run)
                .alias("language", "язык"));
    }

    private CompletableFuture<?> run(Invocation invocation) {
        if (invocation.argument().isEmpty()) {
            return invocation.reply(Phrase.LANGUAGE_NOW);
        }
        Language wanted = NAMES.get(invocation.argument().toLowerCase(Locale.ROOT));
        if (wanted == null) {
            return invocation.reply(Phrase.LANGUAGE_UNKNOWN);
        }
        administrators.require(invocation.sender(), invocation.chat());
        languages.set(invocation.chat().id(), wanted);
        return invocation.reply(texts.html(wanted, Phrase.LANGUAGE_SET));
    }
}
