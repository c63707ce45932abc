package dev.muzon.gateway.command;

import dev.muzon.gateway.player.Change;
import dev.muzon.gateway.text.Phrase;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** On to the next track, or the one after so many. */
@Component
class SkipCommand implements GroupCommand {
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,3}");

    private final ControlCommands controls;

    SkipCommand(ControlCommands controls) {
        this.controls = controls;
    }

    @Override
    public String name() {
        return "skip";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_SKIP;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        String argument = invocation.argument();
        if (!argument.isEmpty() && !COUNT.matcher(argument).matches()) {
            return invocation.reply(Phrase.SKIP_USAGE);
        }
        int count = argument.isEmpty() ? 1 : Integer.parseInt(argument);
        return controls.run(
                invocation,
                new PlayerCommand.Skip(count),
                change -> invocation.reply(Phrase.SKIPPED, Map.of("count", skipped(change, count))));
    }

    /** Nobody can skip more than there is. */
    private static int skipped(Change change, int wanted) {
        return Math.min(wanted, 1 + change.before().upcoming().size());
    }
}
