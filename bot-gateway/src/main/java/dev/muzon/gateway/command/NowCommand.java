package dev.muzon.gateway.command;

import dev.muzon.gateway.card.Cards;
import dev.muzon.gateway.player.PlayerClient;
import dev.muzon.gateway.text.Phrase;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** The card again, below everything said since. */
@Component
class NowCommand implements GroupCommand {
    private final PlayerClient player;
    private final Cards cards;

    NowCommand(PlayerClient player, Cards cards) {
        this.player = player;
        this.cards = cards;
    }

    @Override
    public String name() {
        return "now";
    }

    @Override
    public Phrase description() {
        return Phrase.DESCRIBE_NOW;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return cards.showAgain(player.view(invocation.chat().id()));
    }
}
