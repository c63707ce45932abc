package dev.muzon.gateway.command;

import dev.muzon.gateway.text.Phrase;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The end of all music here. */
@Component
class StopCommand implements GroupCommand {
    private final ControlCommands controls;

    StopCommand(ControlCommands controls) {
        this.controls = controls;
    }

    @Override
    public String name() {
        return "stop";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_STOP;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return controls.run(invocation, new PlayerCommand.Stop(), _ -> invocation.reply(Phrase.STOPPED));
    }
}
