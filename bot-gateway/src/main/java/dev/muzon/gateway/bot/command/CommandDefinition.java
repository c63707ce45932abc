package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.rate.Rate;
import dev.muzon.gateway.bot.text.Phrase;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A command as data: its names, where it works, who may use it and what runs.
 *
 * @param name as the menu and /help show it: lower case, without the slash
 * @param aliases further names in any script
 * @param category the section of /help
 * @param freshFor messages older than this are not obeyed: what people wanted then is not what they want now
 * @param rate the limit of one person in one chat, null where the common limit of all commands suffices
 * @param description one line for the menu and for /help
 */
public record CommandDefinition(
        String name,
        List<String> aliases,
        Category category,
        Scope scope,
        Permission permission,
        Duration freshFor,
        @Nullable Rate rate,
        Phrase description,
        CommandHandler handler) {

    /** For what acts on the music that plays now. */
    public static final Duration CONTROL = Duration.ofSeconds(60);

    /** For wishes and questions, which outlive a short outage. */
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
        return new CommandDefinition(
                name, List.of(), category, Scope.ANYWHERE, Permission.EVERYONE, WISH, null, description, handler);
    }

    public CommandDefinition alias(String... names) {
        return new CommandDefinition(
                name, List.of(names), category, scope, permission, freshFor, rate, description, handler);
    }

    public CommandDefinition inGroups() {
        return new CommandDefinition(
                name, aliases, category, Scope.GROUPS, permission, freshFor, rate, description, handler);
    }

    public CommandDefinition forAdministrators() {
        return new CommandDefinition(
                name, aliases, category, scope, Permission.ADMINISTRATORS, freshFor, rate, description, handler);
    }

    public CommandDefinition forOwners() {
        return new CommandDefinition(
                name, aliases, category, scope, Permission.OWNERS, freshFor, rate, description, handler);
    }

    public CommandDefinition freshFor(Duration age) {
        return new CommandDefinition(name, aliases, category, scope, permission, age, rate, description, handler);
    }

    public CommandDefinition atMost(int count, Duration per) {
        return new CommandDefinition(
                name, aliases, category, scope, permission, freshFor, new Rate(count, per), description, handler);
    }

    /** Returns whether it acts on the music that plays now. */
    public boolean isControl() {
        return freshFor.equals(CONTROL);
    }

    /** Every name that people may type. */
    Stream<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream());
    }
}
