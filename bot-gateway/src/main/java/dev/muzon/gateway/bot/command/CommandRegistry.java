package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.bot.text.BotPhrase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Every command of every feature, sorted by section. Two commands with one name stop the start. */
@Component
public class CommandRegistry {
    /** The name of the answer to commands that no feature has. */
    public static final String UNKNOWN_NAME = "unknown";

    private static final CommandDefinition UNKNOWN = CommandDefinition.of(
            UNKNOWN_NAME,
            Category.ABOUT,
            BotPhrase.UNKNOWN_COMMAND,
            invocation -> invocation.refuse(
                    BotPhrase.UNKNOWN_COMMAND,
                    Map.of("name", invocation.command().name())));

    private final List<CommandDefinition> commands;
    private final Map<String, CommandDefinition> byName = new HashMap<>();

    public CommandRegistry(List<CommandSet> sets) {
        this.commands = sets.stream()
                .flatMap(set -> set.commands().stream())
                .sorted(Comparator.comparingInt(command -> command.category().order()))
                .toList();
        commands.forEach(command -> command.names().forEach(name -> add(name, command)));
    }

    private void add(String name, CommandDefinition command) {
        CommandDefinition other = byName.putIfAbsent(name, command);
        if (other != null) {
            throw new IllegalStateException("/%s names both /%s and /%s".formatted(name, other.name(), command.name()));
        }
    }

    /** Returns the answer to a command that no feature has. It goes through the same steps as any other. */
    public CommandDefinition unknown() {
        return UNKNOWN;
    }

    /**
     * Returns the command that one of its names or aliases means.
     *
     * @param name lower case, without the slash
     */
    public Optional<CommandDefinition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns all commands in the order of /help. */
    public List<CommandDefinition> all() {
        return commands;
    }

    /** Returns the commands that work here, for everybody and in the order of /help. */
    public Stream<CommandDefinition> everybodys() {
        return available()
                .filter(command -> command.rules().permission() != Permission.OWNERS && command.people() == null);
    }

    /** Returns the people to whom further commands are named, with these. */
    public Map<Long, List<CommandDefinition>> chosen() {
        Map<Long, List<CommandDefinition>> chosen = new TreeMap<>();
        available()
                .forEach(command -> command.chosen()
                        .forEach(person -> chosen.computeIfAbsent(person, _ -> new ArrayList<>())
                                .add(command)));
        return chosen;
    }

    private Stream<CommandDefinition> available() {
        return commands.stream().filter(command -> command.available().getAsBoolean());
    }

    /**
     * Returns the sections of /help in their order.
     *
     * @param person the user id of the reader
     * @param owner whether the operators' own commands belong to it
     */
    Map<Category, List<CommandDefinition>> byCategory(long person, boolean owner) {
        return available()
                .filter(command -> owner || command.rules().permission() != Permission.OWNERS)
                .filter(command -> command.people() == null || command.chosen().contains(person))
                .collect(Collectors.groupingBy(CommandDefinition::category, LinkedHashMap::new, Collectors.toList()));
    }
}
