package dev.muzon.gateway.command;

import dev.muzon.gateway.player.PlayerClient;
import dev.muzon.gateway.text.Phrase;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** What plays and what comes next. */
@Component
class QueueCommand implements GroupCommand {
    private final PlayerClient player;
    private final QueueText text;

    QueueCommand(PlayerClient player, QueueText text) {
        this.player = player;
        this.text = text;
    }

    @Override
    public String name() {
        return "queue";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_QUEUE;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return invocation.reply(text.of(player.view(invocation.chat().id()), invocation.language()));
    }
}
