package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.nowplaying.Cards;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.gateway.music.player.Controls;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** The part that all commands to the player share: carry it out, answer, redraw the card. */
@Component
class PlayerControl {
    private final Controls controls;
    private final Cards cards;

    PlayerControl(Controls controls, Cards cards) {
        this.controls = controls;
        this.cards = cards;
    }

    /**
     * Performs a command and answers it.
     *
     * @param reply says what it looks like now, unless the card in sight shows it
     */
    CompletableFuture<?> run(
            Invocation invocation, PlayerCommand command, Function<Change, CompletableFuture<?>> reply) {
        Change change = controls.perform(invocation.requestId(), invocation.chat(), invocation.sender(), command, null);
        boolean seen = cards.willShow(change.after(), invocation.command().messageId());
        CompletableFuture<?> replied = seen ? CompletableFuture.completedFuture(null) : reply.apply(change);
        cards.update(change.after());
        return replied;
    }
}
