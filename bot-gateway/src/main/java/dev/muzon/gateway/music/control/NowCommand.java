package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.PlayerClient;
import dev.muzon.protocol.player.PlayerId;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** {@code /now}: shows the card again, below everything said since. */
@Component
class NowCommand implements CommandHandler {
    private final PlayerClient player;
    private final Cards cards;

    NowCommand(PlayerClient player, Cards cards) {
        this.player = player;
        this.cards = cards;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return cards.showAgain(
                player.view(new PlayerId(invocation.chat().id())), invocation.place(), invocation.terms());
    }
}
