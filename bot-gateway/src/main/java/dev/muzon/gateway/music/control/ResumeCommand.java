package dev.muzon.gateway.music.control;

import dev.muzon.gateway.bot.command.CommandHandler;
import dev.muzon.gateway.bot.command.Invocation;
import dev.muzon.gateway.music.MusicPhrase;
import dev.muzon.gateway.music.player.CallText;
import dev.muzon.gateway.music.player.Change;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerCommand;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** {@code /resume}: goes on, and says so only when the music plays. */
@Component
class ResumeCommand implements CommandHandler {
    private final PlayerControl control;
    private final CallText text;

    ResumeCommand(PlayerControl control, CallText text) {
        this.control = control;
        this.text = text;
    }

    @Override
    public CompletableFuture<?> run(Invocation invocation) {
        return control.run(invocation, new PlayerCommand.Resume(), change -> answer(invocation, change));
    }

    /** Answers, unless the player is in the voice chat and on its way to be heard. Its card follows then. */
    private CompletableFuture<?> answer(Invocation invocation, Change change) {
        PlayerView after = change.after();
        if (after.state() == PlayerState.PLAYING) {
            MusicPhrase said = change.stays(PlayerState.PLAYING) ? MusicPhrase.ALREADY_PLAYING : MusicPhrase.RESUMED;
            return control.tell(invocation, change, said, Map.of());
        }
        CallStatus call = after.call();
        if (call != null && call.failure() != null) {
            return control.tell(invocation, change, text.troubled(call.failure(), invocation.language()));
        }
        MusicPhrase phrase = CallText.phrase(after);
        if (phrase == MusicPhrase.CARD_JOINING && change.before().state() == PlayerState.PAUSED) {
            return control.tell(invocation, change, MusicPhrase.JOINING_SHOWN, Map.of());
        }
        return phrase == null || CallText.isPassing(after)
                ? CompletableFuture.completedFuture(null)
                : control.tell(invocation, change, phrase, Map.of());
    }
}
