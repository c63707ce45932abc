package dev.muzon.gateway.music.player;

import dev.muzon.gateway.bot.chat.VoiceChatWitness;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The players, as far as they know the voice chats that they play in or wait for. */
@Component
class PlayersInVoiceChats implements VoiceChatWitness {
    private final PlayerClient players;

    PlayersInVoiceChats(PlayerClient players) {
        this.players = players;
    }

    @Override
    public Optional<Boolean> isIn(long chat) {
        return players.now(new PlayerId(chat)).flatMap(PlayersInVoiceChats::isIn);
    }

    static Optional<Boolean> isIn(PlayerView player) {
        CallStatus call = player.call();
        if (call != null && call.phase() == CallStatus.Phase.CONNECTED) {
            return Optional.of(true);
        }
        if (CallText.awaitsVoiceChat(player)) {
            return Optional.of(false);
        }
        return call != null && call.phase() == CallStatus.Phase.RECONNECTING ? Optional.of(true) : Optional.empty();
    }
}
