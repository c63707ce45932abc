package dev.muzon.gateway.command;

import dev.muzon.gateway.text.Phrase;
import dev.muzon.gateway.text.Times;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** To another place in the track. */
@Component
class SeekCommand implements GroupCommand {
    private final ControlCommands controls;

    SeekCommand(ControlCommands controls) {
        this.controls = controls;
    }

    @Override
    public String name() {
        return "seek";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_SEEK;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return Seek.parse(invocation.argument())
                .<CompletableFuture<?>>map(command -> controls.run(
                        invocation,
                        command,
                        change -> invocation.reply(
                                Phrase.SOUGHT,
                                Map.of("position", Times.clock(change.after().position())))))
                .orElseGet(() -> invocation.reply(Phrase.SEEK_USAGE));
    }
}
