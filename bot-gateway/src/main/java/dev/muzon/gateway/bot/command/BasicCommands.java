package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.telegram.Content;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** {@code /help} and {@code /ping}. */
@Component
class BasicCommands implements CommandSet {
    private static final Pattern SHORT = Pattern.compile("[a-z]{1,3}");

    private final ObjectProvider<CommandRegistry> registry;
    private final ObjectProvider<HelpNote> notes;
    private final AccessSettings access;
    private final AddToGroup addToGroup;
    private final Hearing hearing;
    private final Texts texts;
    private final MonotonicClock clock;
    private final Instant started;

    /**
     * Notes the start, for {@code /ping}.
     *
     * @param registry asked late: it holds these commands too
     */
    BasicCommands(
            ObjectProvider<CommandRegistry> registry,
            ObjectProvider<HelpNote> notes,
            AccessSettings access,
            AddToGroup addToGroup,
            Hearing hearing,
            Texts texts,
            MonotonicClock clock) {
        this.registry = registry;
        this.notes = notes;
        this.access = access;
        this.addToGroup = addToGroup;
        this.hearing = hearing;
        this.texts = texts;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                CommandDefinition.of("help", Category.ABOUT, BotPhrase.DESCRIBE_HELP, this::help)
                        .alias("h", "помощь"),
                CommandDefinition.of("ping", Category.ABOUT, BotPhrase.DESCRIBE_PING, this::ping)
                        .alias("пинг"));
    }

    private CompletableFuture<?> ping(Invocation invocation) {
        var up = Duration.between(started, clock.instant());
        return invocation.replyToEach(BotPhrase.PING, Map.of("uptime", Times.about(texts, invocation.language(), up)));
    }

    private CompletableFuture<?> help(Invocation invocation) {
        boolean owner = access.isOwner(invocation.sender());
        long reader = invocation.chat().isPrivate() ? invocation.sender().id() : 0; // a group reads it together
        Stream<String> commands = registry.getObject().byCategory(reader, owner).entrySet().stream()
                .map(section -> section(section.getKey(), section.getValue(), invocation));
        Stream<String> more = notes.orderedStream().map(note -> note.html(invocation.language()));
        String sections = Stream.concat(commands, more).collect(Collectors.joining("\n\n"));
        String help = texts.html(invocation.language(), BotPhrase.HELP, Map.of("commands", new Html(sections)))
                + words(invocation);
        return invocation.replyOnce(
                invocation.chat().isPrivate()
                        ? addToGroup.below(
                                texts.html(invocation.language(), BotPhrase.HELP_PRIVATE) + "\n\n" + help,
                                invocation.language())
                        : Content.of(help));
    }

    /** Tells of commands in the letters of the language. Nothing where it has none beside the Latin ones. */
    private String words(Invocation invocation) {
        String words = texts.html(
                invocation.language(),
                hearing.isWhole(invocation.chat()) ? BotPhrase.HELP_WORDS : BotPhrase.HELP_WORDS_UNHEARD);
        return words.isEmpty() ? "" : "\n\n" + words;
    }

    private String section(Category category, List<CommandDefinition> commands, Invocation invocation) {
        String lines = commands.stream()
                .map(command -> names(command) + " — " + texts.html(invocation.language(), command.description()))
                .collect(Collectors.joining("\n"));
        return "<b>" + texts.html(invocation.language(), category.title()) + "</b>\n" + lines;
    }

    /** Returns the name, and behind it the short form when there is one. */
    private static String names(CommandDefinition command) {
        return command.aliases().stream()
                .filter(alias -> SHORT.matcher(alias).matches())
                .findFirst()
                .map(alias -> "/%s (/%s)".formatted(command.name(), alias))
                .orElse("/" + command.name());
    }
}
