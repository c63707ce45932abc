package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.protocol.player.PlayerCommand;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** {@code /stay on}: the assistant stays in the voice chat when nobody listens and when the queue is over. */
@Component
class StayCommand implements CommandHandler {
    private final PlayerControl control;

    StayCommand(PlayerControl control) {
        this.control = control;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return SoundArguments.toggle(invocation.argument())
                .<CompletableFuture<?>>map(on -> control.runAndTell(
                        invocation,
                        new PlayerCommand.Stay(on),
                        change -> control.tellMode(
                                invocation,
                                change,
                                view -> view.queue().stays(),
                                on ? MusicPhrase.STAY_ON : MusicPhrase.STAY_OFF,
                                Map.of())))
                .orElseGet(() -> invocation.hint(MusicPhrase.STAY_USAGE));
    }
}
