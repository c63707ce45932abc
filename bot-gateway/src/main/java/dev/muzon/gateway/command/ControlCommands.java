package dev.muzon.gateway.command;

import dev.muzon.gateway.card.Cards;
import dev.muzon.gateway.player.Change;
import dev.muzon.gateway.player.Controls;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** What all commands to the player have in common. */
@Component
class ControlCommands {
    private final Controls controls;
    private final Cards cards;

    ControlCommands(Controls controls, Cards cards) {
        this.controls = controls;
        this.cards = cards;
    }

    /** @param reply says what it looks like now, unless the card in sight shows it */
    CompletableFuture<?> run(
            Invocation invocation, PlayerCommand command, Function<Change, CompletableFuture<?>> reply) {
        Optional<Change> changed = controls.perform(
                invocation.command().dedupeId(), invocation.chat(), invocation.sender(), command, null);
        if (changed.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        boolean seen =
                cards.willShow(changed.get().after(), invocation.command().messageId());
        CompletableFuture<?> replied = seen ? CompletableFuture.completedFuture(null) : reply.apply(changed.get());
        cards.update(changed.get().after());
        return replied;
    }
}
