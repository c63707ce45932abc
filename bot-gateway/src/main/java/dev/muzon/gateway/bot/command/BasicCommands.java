package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.access.AccessSettings;
import dev.muzon.gateway.bot.text.BotPhrase;
import dev.muzon.gateway.bot.text.Html;
import dev.muzon.gateway.bot.text.Texts;
import dev.muzon.gateway.bot.text.Times;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** {@code /start}, {@code /help} and {@code /ping}. */
@Component
class BasicCommands implements CommandSet {
    static final Category ABOUT = new Category(90, BotPhrase.CATEGORY_ABOUT);

    private final ObjectProvider<CommandRegistry> registry;
    private final ObjectProvider<HelpNote> notes;
    private final AccessSettings access;
    private final Texts texts;
    private final Clock clock;
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
            Texts texts,
            Clock clock) {
        this.registry = registry;
        this.notes = notes;
        this.access = access;
        this.texts = texts;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(
                CommandDefinition.of("help", ABOUT, BotPhrase.DESCRIBE_HELP, this::help)
                        .alias("h", "помощь"),
                CommandDefinition.of("start", ABOUT, BotPhrase.DESCRIBE_START, BasicCommands::start),
                CommandDefinition.of("ping", ABOUT, BotPhrase.DESCRIBE_PING, this::ping)
                        .alias("пинг"));
    }

    private static CompletableFuture<?> start(Invocation invocation) {
        return invocation.reply(invocation.chat().isPrivate() ? BotPhrase.START_PRIVATE : BotPhrase.START_GROUP);
    }

    private CompletableFuture<?> ping(Invocation invocation) {
        var up = Duration.between(started, clock.instant());
        return invocation.reply(BotPhrase.PING, Map.of("uptime", Times.span(texts, invocation.language(), up)));
    }

    private CompletableFuture<?> help(Invocation invocation) {
        boolean owner = access.isOwner(invocation.sender());
        Stream<String> commands = registry.getObject().byCategory(owner).entrySet().stream()
                .map(section -> section(section.getKey(), section.getValue(), invocation));
        Stream<String> more = notes.orderedStream().map(note -> note.html(invocation.language()));
        String sections = Stream.concat(commands, more).collect(Collectors.joining("\n\n"));
        return invocation.reply(BotPhrase.HELP, Map.of("commands", new Html(sections)));
    }

    private String section(Category category, List<CommandDefinition> commands, Invocation invocation) {
        String lines = commands.stream()
                .map(command -> "/" + command.name() + " — " + texts.html(invocation.language(), command.description()))
                .collect(Collectors.joining("\n"));
        return "<b>" + texts.html(invocation.language(), category.title()) + "</b>\n" + lines;
    }
}
