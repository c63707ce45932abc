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
import java.util.Locale;
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
    private final ChatLanguages chats;
    private final Administrators administrators;
    private final Texts texts;

    LanguageCommands(Languages languages, ChatLanguages chats, Administrators administrators, Texts texts) {
        this.languages = languages;
        this.chats = chats;
        this.administrators = administrators;
        this.texts = texts;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of("lang", Category.SETTINGS, BotPhrase.DESCRIBE_LANG, this::run)
                .alias("language", "язык"));
    }

    private CompletableFuture<?> run(Invocation invocation) {
        if (invocation.argument().isEmpty()) {
            Html others = choices(language -> !language.equals(invocation.language()));
            return invocation.reply(BotPhrase.LANGUAGE_NOW, Map.of("choices", others));
        }
        Optional<Language> wanted = find(invocation.argument().toLowerCase(Locale.ROOT));
        if (wanted.isEmpty()) {
            return invocation.reply(BotPhrase.LANGUAGE_UNKNOWN, Map.of("choices", choices(_ -> true)));
        }
        if (!administrators.include(invocation.sender(), invocation.chat())) {
            return invocation.reply(texts.html(theirs(invocation), BotPhrase.LANGUAGE_ADMINS_ONLY));
        }
        chats.set(invocation.chat().id(), wanted.get());
        return invocation.reply(texts.html(wanted.get(), BotPhrase.LANGUAGE_SET));
    }

    /** Returns the language of the person, who may not understand that of the chat. */
    private Language theirs(Invocation invocation) {
        String tag = invocation.sender().languageTag();
        return tag == null ? invocation.language() : languages.of(tag);
    }

    private Optional<Language> find(String name) {
        return languages.all().stream()
                .filter(language -> language.tag().equals(name)
                        || names(language).stream().anyMatch(known -> known.equalsIgnoreCase(name)))
                .findFirst();
    }

    private Html choices(Predicate<Language> wanted) {
        return new Html(languages.all().stream()
                .filter(wanted)
                .map(language -> "<code>/lang %s</code> (%s)"
                        .formatted(language.tag(), names(language).getFirst()))
                .collect(Collectors.joining(", ")));
    }

    /** Returns the names that people may type, its own name first. */
    private List<String> names(Language language) {
        return List.of(texts.plain(language, BotPhrase.LANGUAGE_NAMES).split(", "));
    }
}
