package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Category;
import dev.muzon.gateway.bot.command.CommandDefinition;
import dev.muzon.gateway.bot.command.CommandSet;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.PlayerClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The commands about what comes next. */
@Component
class QueueCommands implements CommandSet {
    private static final Category QUEUE = new Category(30, MusicPhrase.CATEGORY_QUEUE);

    private final PlayerClient player;
    private final QueueText text;

    QueueCommands(PlayerClient player, QueueText text) {
        this.player = player;
        this.text = text;
    }

    @Override
    public List<CommandDefinition> commands() {
        return List.of(CommandDefinition.of("queue", QUEUE, MusicPhrase.DESCRIBE_QUEUE, this::queue)
                .alias("q", "list", "очередь")
                .inGroups());
    }

    private CompletableFuture<?> queue(Invocation invocation) {
        return invocation.reply(text.of(player.view(invocation.chat().id()), invocation.language()));
    }
}
