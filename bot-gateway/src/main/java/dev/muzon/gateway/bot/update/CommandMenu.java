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
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The menu that Telegram shows when people type a slash, in every language. All others see the English one. */
@Component
class CommandMenu {
    private static final Logger log = LoggerFactory.getLogger(CommandMenu.class);

    private final CommandRegistry commands;
    private final BotApi api;
    private final Languages languages;
    private final Texts texts;
    private final FailureLog failures;
    private volatile List<String> announced = List.of();
    private final Map<Long, List<String>> announcedTo = new ConcurrentHashMap<>();

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
        if (!announced.isEmpty()) {
            announceToChosen();
        }
    }

    /** Announces the menus of people who have further commands, and the common one to those who had. */
    private void announceToChosen() {
        Map<Long, List<CommandDefinition>> chosen = commands.chosen();
        Stream.concat(chosen.keySet().stream(), announcedTo.keySet().stream())
                .distinct()
                .forEach(person -> announceTo(person, chosen.getOrDefault(person, List.of())));
    }

    private void announceTo(long person, List<CommandDefinition> theirs) {
        List<String> names = Stream.concat(commands.everybodys(), theirs.stream())
                .map(CommandDefinition::name)
                .toList();
        if (names.equals(announcedTo.get(person))) {
            return;
        }
        try {
            api.announceCommandsTo(person, hints(Language.ENGLISH, theirs), null);
            for (Language language : languages.all()) {
                api.announceCommandsTo(person, hints(language, theirs), language.tag());
            }
            announcedTo.put(person, names);
        } catch (RuntimeException e) {
            // They never wrote to the bot, or Telegram is away: the next look tries again.
            log.debug("Menu of person {} not announced: {}", person, e.getMessage());
        }
    }

    private List<String> names() {
        return commands.everybodys().map(CommandDefinition::name).toList();
    }

    private List<CommandHint> hints(Language language) {
        return hints(language, List.of());
    }

    private List<CommandHint> hints(Language language, List<CommandDefinition> more) {
        return Stream.concat(commands.everybodys(), more.stream())
                .map(command -> new CommandHint(command.name(), texts.plain(language, command.description())))
                .toList();
    }
}
