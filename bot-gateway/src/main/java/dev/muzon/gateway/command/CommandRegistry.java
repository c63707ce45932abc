package dev.muzon.gateway.command;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Every command there is, in the order in which the phrases describe them. */
@Component
public class CommandRegistry {
    private final List<Command> commands;
    private final Map<String, Command> byName;

    public CommandRegistry(List<Command> commands) {
        this.commands = commands.stream()
                .sorted(Comparator.comparing(Command::description))
                .toList();
        this.byName = commands.stream().collect(Collectors.toMap(Command::name, Function.identity()));
    }

    Optional<Command> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    List<Command> all() {
        return commands;
    }
}
