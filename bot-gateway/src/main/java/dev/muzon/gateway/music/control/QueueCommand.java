package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.KnownPlayers;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import dev.muzon.protocol.player.QueuePage;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** {@code /queue}: tells what comes next. */
@Component
class QueueCommand implements CommandHandler {
    private final PlayerClient player;
    private final KnownPlayers known;
    private final QueueText text;

    QueueCommand(PlayerClient player, KnownPlayers known, QueueText text) {
        this.player = player;
        this.known = known;
        this.text = text;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        PlayerView seen = player.view(new PlayerId(invocation.chat().id()));
        return invocation.replyForAll(MusicPhrase.QUEUE_NEXT, () -> {
            PlayerView view = known.newest(seen);
            return Optional.of(text.of(view, firstPage(view), invocation.language()));
        });
    }

    /** Returns the page that the view carries anyway. */
    private static QueuePage firstPage(PlayerView view) {
        return new QueuePage(view.epoch(), view.revision(), 0, view.queue().size(), view.upcoming());
    }
}
