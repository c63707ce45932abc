package dev.muzon.gateway.command;

import dev.muzon.gateway.text.Phrase;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** On from where it was paused. */
@Component
class ResumeCommand implements GroupCommand {
    private final ControlCommands controls;

    ResumeCommand(ControlCommands controls) {
        this.controls = controls;
    }

    @Override
    public String name() {
        return "resume";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_RESUME;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return controls.run(invocation, new PlayerCommand.Resume(), _ -> invocation.reply(Phrase.RESUMED));
    }
}
