package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.rate.Rate;
import dev.muzon.gateway.bot.text.Phrase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command as data: its names, its words, its rules and what runs.
 *
 * @param name as the menu and /help show it: lower case, without the slash
 * @param aliases further names in any script
 * @param category the section of /help
 * @param description one line for the menu and for /help
 * @param available whether what it needs is set up. If not, neither the menu nor /help names it
 * @param people user ids of those whom /help and their menu name it to, null for everybody. Its handler says who may
 */
public record CommandDefinition(
        String name,
        List<String> aliases,
        Category category,
        Phrase description,
        CommandRules rules,
        CommandHandler handler,
        BooleanSupplier available,
        @Nullable Supplier<Set<Long>> people) {

    /** The freshness of commands that act on the music that plays now. */
    public static final Duration CONTROL = Duration.ofSeconds(60);

    /** The freshness of wishes and questions, which outlive a short outage. */
    public static final Duration WISH = Duration.ofMinutes(10);

    /** Telegram's own rule for the names of commands. */
    private static final Pattern MENU_NAME = Pattern.compile("[a-z0-9_]{1,32}");

    public CommandDefinition {
        aliases = List.copyOf(aliases);
        if (!MENU_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Telegram does not accept the command name " + name);
        }
    }

    /** Starts a definition that works in every chat, for everyone. */
    public static CommandDefinition of(String name, Category category, Phrase description, CommandHandler handler) {
        var rules = new CommandRules(Scope.ANYWHERE, Permission.EVERYONE, WISH, false, null);
        return new CommandDefinition(name, List.of(), category, description, rules, handler, () -> true, null);
    }

    public CommandDefinition alias(String... names) {
        return new CommandDefinition(name, List.of(names), category, description, rules, handler, available, people);
    }

    public CommandDefinition inGroups() {
        return with(rules.in(Scope.GROUPS));
    }

    public CommandDefinition inPrivate() {
        return with(rules.in(Scope.PRIVATE));
    }

    /** Leaves it to others in groups, unless it names the bot. */
    public CommandDefinition inGroupsByName() {
        return with(rules.in(Scope.NAMED));
    }

    public CommandDefinition forAdministrators() {
        return with(rules.of(Permission.ADMINISTRATORS));
    }

    /** Makes it the owners' own. Everybody else hears so. */
    public CommandDefinition forOwners() {
        return with(rules.of(Permission.OWNERS));
    }

    public CommandDefinition freshFor(Duration age) {
        return with(rules.freshFor(age));
    }

    /** Calls it a question, which changes nothing. When people edit it, it is asked again. */
    public CommandDefinition asking() {
        return with(rules.asking());
    }

    public CommandDefinition atMost(int count, Duration per) {
        return with(rules.atMost(new Rate(count, per)));
    }

    /** Names it only where what it needs is set up. */
    public CommandDefinition where(BooleanSupplier set) {
        return new CommandDefinition(name, aliases, category, description, rules, handler, set, people);
    }

    /** Names it to these people alone. */
    public CommandDefinition shownTo(Supplier<Set<Long>> some) {
        return new CommandDefinition(name, aliases, category, description, rules, handler, available, some);
    }

    /** Makes a command of the same rules that does something else. */
    public CommandDefinition answeredBy(CommandHandler other) {
        return new CommandDefinition(name, aliases, category, description, rules, other, available, people);
    }

    private CommandDefinition with(CommandRules changed) {
        return new CommandDefinition(name, aliases, category, description, changed, handler, available, people);
    }

    /** Returns whether it acts on the music that plays now. */
    public boolean isControl() {
        return rules.freshFor().equals(CONTROL);
    }

    /** Returns the people whom it is named to alone, nobody where everybody is. */
    Set<Long> chosen() {
        return people == null ? Set.of() : people.get();
    }

    /** Returns every name that people may type. */
    Stream<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream());
    }
}
