package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Texts;
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
    private final ModeCommands modes;
    private final Texts texts;

    OrderCommand(PlayerControl control, ModeCommands modes, Texts texts) {
        this.control = control;
        this.modes = modes;
        this.texts = texts;
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
                .<CompletableFuture<?>>map(on -> on ? set(invocation, order, done) : end(invocation, order))
                .orElseGet(
                        () -> modes.hint(invocation, usage, view -> view.queue().order() == order));
    }

    /** Claims to have shuffled only what waits. */
    private static MusicPhrase said(MusicPhrase done, Change change) {
        return done == MusicPhrase.SHUFFLED && change.after().upcoming().isEmpty()
                ? MusicPhrase.SHUFFLED_NOTHING
                : done;
    }

    private CompletableFuture<?> set(Invocation invocation, PlayOrder order, MusicPhrase done) {
        return set(invocation, order, order, done);
    }

    private CompletableFuture<?> end(Invocation invocation, PlayOrder meant) {
        return set(invocation, meant, PlayOrder.AS_QUEUED, MusicPhrase.AS_QUEUED);
    }

    /** @param meant the order that the command is about: the end of another one is told */
    private CompletableFuture<?> set(Invocation invocation, PlayOrder meant, PlayOrder order, MusicPhrase done) {
        return control.runAndTell(
                invocation,
                new PlayerCommand.SetOrder(order),
                change -> control.tellMode(
                        invocation,
                        change,
                        view -> view.queue().order(),
                        said(done, change),
                        ended(invocation, meant, change)));
    }

    /** Returns the words for another order that the command ended, nothing when there was none. */
    private Map<String, String> ended(Invocation invocation, PlayOrder meant, Change change) {
        PlayOrder before = change.before().queue().order();
        if (before == meant || before == PlayOrder.AS_QUEUED) {
            return Map.of();
        }
        MusicPhrase ended = before == PlayOrder.FAIR ? MusicPhrase.FAIR_ENDED : MusicPhrase.SHUFFLE_ENDED;
        return Map.of("ended", texts.plain(invocation.language(), ended));
    }
}
