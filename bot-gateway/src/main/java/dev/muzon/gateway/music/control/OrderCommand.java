package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.protocol.player.PlayOrder;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** {@code /shuffle} and {@code /fair}: put the queue in another order, or with {@code off} as it was queued. */
@Component
class OrderCommand {
    private final PlayerControl control;

    OrderCommand(PlayerControl control) {
        this.control = control;
    }

    /** Shuffles, once more when it is shuffled already. */
    CompletableFuture<?> shuffle(Invocation invocation) {
        return invocation.argument().isEmpty()
                ? set(invocation, PlayOrder.SHUFFLED, MusicPhrase.SHUFFLED)
                : set(invocation, PlayOrder.SHUFFLED, MusicPhrase.SHUFFLED, MusicPhrase.SHUFFLE_USAGE);
    }

    CompletableFuture<?> fair(Invocation invocation) {
        return set(invocation, PlayOrder.FAIR, MusicPhrase.FAIR, MusicPhrase.FAIR_USAGE);
    }

    private CompletableFuture<?> set(Invocation invocation, PlayOrder order, MusicPhrase done, MusicPhrase usage) {
        return SoundArguments.toggle(invocation.argument())
                .<CompletableFuture<?>>map(on ->
                        on ? set(invocation, order, done) : set(invocation, PlayOrder.AS_QUEUED, MusicPhrase.AS_QUEUED))
                .orElseGet(() -> invocation.hint(usage));
    }

    /** Claims to have shuffled only what waits. */
    private static MusicPhrase said(MusicPhrase done, Change change) {
        return done == MusicPhrase.SHUFFLED && change.after().upcoming().isEmpty()
                ? MusicPhrase.SHUFFLED_NOTHING
                : done;
    }

    private CompletableFuture<?> set(Invocation invocation, PlayOrder order, MusicPhrase done) {
        return control.runAndTell(
                invocation,
                new PlayerCommand.SetOrder(order),
                change -> control.tellMode(
                        invocation, change, view -> view.queue().order(), said(done, change), Map.of()));
    }
}
