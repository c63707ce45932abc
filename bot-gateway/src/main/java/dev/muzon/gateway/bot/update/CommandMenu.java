package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandRegistry;
import dev.muzon.gateway.bot.text.Language;
import dev.muzon.gateway.bot.text.Languages;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.CommandHint;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The menu that Telegram shows when people type a slash, in every language. All others see the English one. */
@Component
class CommandMenu {
    private final CommandRegistry commands;
    private final BotApi api;
    private final Languages languages;
    private final Texts texts;
    private final FailureLog failures;
    private volatile List<String> announced = List.of();

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
            List<String> names = names();
            api.announceCommands(hints(Language.ENGLISH), null);
            for (Language language : languages.all()) {
                api.announceCommands(hints(language), language.tag());
            }
            announced = names;
        } catch (RuntimeException e) {
            failures.report("command menu", e);
        }
    }

    /** Announces the menu again when other commands work here than then. Sources may be known only after the start. */
    @Scheduled(initialDelay = 15_000, fixedDelay = 60_000)
    void correct() {
        List<String> before = announced;
        if (!before.isEmpty() && !before.equals(names())) {
            announce();
        }
    }

    private List<String> names() {
        return commands.everybodys().map(CommandDefinition::name).toList();
    }

    private List<CommandHint> hints(Language language) {
        return commands.everybodys()
                .map(command -> new CommandHint(command.name(), texts.plain(language, command.description())))
                .toList();
    }
}
