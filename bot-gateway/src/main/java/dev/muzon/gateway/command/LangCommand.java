package dev.muzon.gateway.command;

import dev.muzon.gateway.access.ControlAccess;
import dev.muzon.gateway.language.ChatLanguages;
import dev.muzon.gateway.text.Phrase;
import dev.muzon.gateway.text.Texts;
import dev.muzon.protocol.Language;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The language of the chat, for all in it. */
@Component
class LangCommand implements Command {
    private static final Map<String, Language> NAMES = Map.of(
            "en", Language.ENGLISH,
            "english", Language.ENGLISH,
            "английский", Language.ENGLISH,
            "ru", Language.RUSSIAN,
            "russian", Language.RUSSIAN,
            "русский", Language.RUSSIAN);

    private final ChatLanguages languages;
    private final ControlAccess access;
    private final Texts texts;

    LangCommand(ChatLanguages languages, ControlAccess access, Texts texts) {
        this.languages = languages;
        this.access = access;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "lang";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_LANG;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        if (invocation.argument().isEmpty()) {
            return invocation.reply(Phrase.LANGUAGE_NOW);
        }
        Language wanted = NAMES.get(invocation.argument().toLowerCase(Locale.ROOT));
        if (wanted == null) {
            return invocation.reply(Phrase.LANGUAGE_UNKNOWN);
        }
        access.checkAdmin(invocation.sender(), invocation.chat());
        languages.set(invocation.chat().id(), wanted);
        return invocation.reply(texts.html(wanted, Phrase.LANGUAGE_SET));
    }
}
