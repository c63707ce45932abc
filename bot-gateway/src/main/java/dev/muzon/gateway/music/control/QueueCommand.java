package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.player.PlayerClient;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** {@code /queue}: tells what comes next. */
@Component
class QueueCommand implements CommandHandler {
    private final PlayerClient player;
    private final QueueText text;

    QueueCommand(PlayerClient player, QueueText text) {
        this.player = player;
        this.text = text;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return invocation.reply(text.of(player.view(invocation.chat().id()), invocation.language()));
    }
}
