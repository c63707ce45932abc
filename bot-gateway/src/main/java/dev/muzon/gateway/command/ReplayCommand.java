package dev.muzon.gateway.command;

import dev.muzon.gateway.text.Phrase;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The track from its beginning. */
@Component
class ReplayCommand implements GroupCommand {
    private final ControlCommands controls;

    ReplayCommand(ControlCommands controls) {
        this.controls = controls;
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_REPLAY;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return controls.run(invocation, new PlayerCommand.Replay(), _ -> invocation.reply(Phrase.REPLAYED));
    }
}
