package dev.muzon.gateway.bot.chat;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.bot.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** {@code /lang}: tells or sets the language of the chat, for everybody in it. */
@Component
@Order(20)
class LanguageCommands implements CommandSet {
    private final Languages languages;
    private final LanguageChoice choice;
    private final Texts texts;

    LanguageCommands(Languages languages, LanguageChoice choice, Texts texts) {
        this.languages = languages;
        this.choice = choice;
        this.texts = texts;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of("lang", Category.SETTINGS, BotPhrase.DESCRIBE_LANG, this::run)
                .alias("язык"));
    }

    private CompletableFuture<?> run(Invocation invocation) {
        if (invocation.argument().isEmpty()) {
            Html others = choices(language -> !language.equals(invocation.language()));
            return invocation.reply(BotPhrase.LANGUAGE_NOW, Map.of("choices", others));
        }
        Optional<Language> wanted = choice.find(invocation.argument());
        if (wanted.isEmpty()) {
            return invocation.reply(BotPhrase.LANGUAGE_UNKNOWN, Map.of("choices", choices(_ -> true)));
        }
        return choice.choose(invocation.sender(), invocation.chat(), wanted.get())
                ? invocation.reply(texts.html(wanted.get(), BotPhrase.LANGUAGE_SET))
                : invocation.reply(texts.html(theirs(invocation), BotPhrase.LANGUAGE_ADMINS_ONLY));
    }

    /** Returns the language of the person, who may not understand that of the chat. */
    private Language theirs(Invocation invocation) {
        String tag = invocation.sender().languageTag();
        return tag == null ? invocation.language() : languages.of(tag);
    }

    private Html choices(Predicate<Language> wanted) {
        return new Html(languages.all().stream()
                .filter(wanted)
                .map(language -> "<code>/lang %s</code> (%s)".formatted(language.tag(), choice.name(language)))
                .collect(Collectors.joining(", ")));
    }
}
