package dev.muzon.gateway.command;

import dev.muzon.gateway.text.Html;
import dev.muzon.gateway.text.Phrase;
import dev.muzon.gateway.text.Texts;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the bot can do. */
@Component
class HelpCommand implements Command {
    private final ObjectProvider<CommandRegistry> commands;
    private final Texts texts;

    /** @param commands asked late: the registry holds this command too */
    HelpCommand(ObjectProvider<CommandRegistry> commands, Texts texts) {
        this.commands = commands;
        this.texts = texts;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_HELP;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        String lines = commands.getObject().all().stream()
                .map(command -> "/" + command.name() + " — " + texts.html(invocation.language(), command.description()))
                .collect(Collectors.joining("\n"));
        return invocation.reply(Phrase.HELP, Map.of("commands", new Html(lines)));
    }
}
