package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.bot.command.CommandRegistry;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.CommandHint;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The menu that Telegram shows when people type a slash, in every language. All others see the English one. */
@Component
class CommandMenu {
    private final CommandRegistry commands;
    private final BotApi api;
    private final Languages languages;
    private final Texts texts;
    private final FailureLog failures;

    CommandMenu(CommandRegistry commands, BotApi api, Languages languages, Texts texts, FailureLog failures) {
        this.commands = commands;
        this.api = api;
        this.languages = languages;
        this.texts = texts;
        this.failures = failures;
    }

    /** Announces the menu. The bot works without it, so a failure is only noted. */
    @EventListener(BotStarted.class)
    void announce() {
        try {
            api.announceCommands(hints(Language.ENGLISH), null);
            for (Language language : languages.all()) {
                api.announceCommands(hints(language), language.tag());
            }
        } catch (RuntimeException e) {
            failures.report("command menu", e);
        }
    }

    private List<CommandHint> hints(Language language) {
        return commands.everybodys()
                .map(command -> new CommandHint(command.name(), texts.plain(language, command.description())))
                .toList();
    }
}
