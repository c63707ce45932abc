package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.bot.text.Times;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** {@code /seek 1:30}, {@code /seek +15}: goes to another place in the track. */
@Component
class SeekCommand implements CommandHandler {
    private final PlayerControl control;

    SeekCommand(PlayerControl control) {
        this.control = control;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return SeekTime.parse(invocation.argument())
                .<CompletableFuture<?>>map(command ->
                        control.run(invocation, command, change -> tell(invocation, change, phrase(command, change))))
                .orElseGet(() -> invocation.hint(MusicPhrase.SEEK_USAGE));
    }

    private CompletableFuture<?> tell(Invocation invocation, Change change, MusicPhrase phrase) {
        var position = Map.of("position", Times.clock(change.after().position()));
        boolean silent = stopped(change) || control.waits(change.after(), invocation.language()) != null;
        return silent
                ? control.tellSilent(invocation, change, change::holdsPlace, phrase, position)
                : control.tellPlace(invocation, change, phrase, position);
    }

    /** Returns whether the music left its voice chat without a pause, so that the words for one are untrue. */
    private static boolean stopped(Change change) {
        return CallText.phrase(change.after()) == MusicPhrase.CARD_STOPPED;
    }

    private static MusicPhrase phrase(PlayerCommand command, Change change) {
        boolean back = command instanceof PlayerCommand.SeekBy(var offset) ? offset.isNegative() : change.goesBack();
        if (change.after().state() == PlayerState.PAUSED && !stopped(change)) {
            return back ? MusicPhrase.SOUGHT_BACK_PAUSED : MusicPhrase.SOUGHT_PAUSED;
        }
        return back ? MusicPhrase.SOUGHT_BACK : MusicPhrase.SOUGHT;
    }
}
