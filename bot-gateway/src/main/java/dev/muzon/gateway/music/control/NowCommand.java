package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.nowplaying.Cards;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** {@code /now}: shows the card again, below everything said since. */
@Component
class NowCommand implements CommandHandler {
    private final PlayerQuestions player;
    private final Cards cards;

    NowCommand(PlayerQuestions player, Cards cards) {
        this.player = player;
        this.cards = cards;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return player.ask(invocation, view -> cards.showAgain(view, invocation.terms()));
    }
}
