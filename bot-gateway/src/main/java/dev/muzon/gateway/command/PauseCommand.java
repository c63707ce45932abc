package dev.muzon.gateway.command;

import dev.muzon.gateway.text.Phrase;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Silence that can be ended. */
@Component
class PauseCommand implements GroupCommand {
    private final ControlCommands controls;

    PauseCommand(ControlCommands controls) {
        this.controls = controls;
    }

    @Override
    public String name() {
        return "pause";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_PAUSE;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return controls.run(invocation, new PlayerCommand.Pause(), _ -> invocation.reply(Phrase.PAUSED));
    }
}
