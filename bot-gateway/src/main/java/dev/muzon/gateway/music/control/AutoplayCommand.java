package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** {@code /autoplay on}: related songs follow when the queue is over. */
@Component
class AutoplayCommand implements CommandHandler {
    private final PlayerControl control;

    AutoplayCommand(PlayerControl control) {
        this.control = control;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return SoundArguments.toggle(invocation.argument())
                .<CompletableFuture<?>>map(on -> control.runAndTell(
                        invocation,
                        new PlayerCommand.SetAutoplay(on),
                        change -> control.tellMode(
                                invocation,
                                change,
                                view -> view.queue().autoplay(),
                                on ? MusicPhrase.AUTOPLAY_ON : MusicPhrase.AUTOPLAY_OFF,
                                Map.of())))
                .orElseGet(() -> invocation.hint(MusicPhrase.AUTOPLAY_USAGE));
    }
}
