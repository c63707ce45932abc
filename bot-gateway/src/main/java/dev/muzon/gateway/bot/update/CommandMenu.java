package dev.muzon.gateway.bot.update;

import dev.muzon.gateway.bot.command.CommandRegistry;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.CommandHint;
import dev.muzon.protocol.Language;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells Telegram what to show when somebody types a slash, in every language; English for all others. */
@Component
class CommandMenu {
    private final CommandRegistry commands;
    private final BotApi api;
    private final Texts texts;
    private final FailureLog failures;

    CommandMenu(CommandRegistry commands, BotApi api, Texts texts, FailureLog failures) {
        this.commands = commands;
        this.api = api;
        this.texts = texts;
        this.failures = failures;
    }

    /** The bot works without its menu, so a failure is only noted. */
    @EventListener(BotStarted.class)
    void announce() {
        try {
            api.announceCommands(hints(Language.ENGLISH), null);
            for (Language language : Language.values()) {
                api.announceCommands(hints(language), language);
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
