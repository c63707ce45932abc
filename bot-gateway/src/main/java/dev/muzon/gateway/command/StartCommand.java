package dev.muzon.gateway.command;

import dev.muzon.gateway.text.Phrase;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The first hello. */
@Component
class StartCommand implements Command {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_START;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return invocation.reply(invocation.chat().isPrivate() ? Phrase.START_PRIVATE : Phrase.START_GROUP);
    }
}
