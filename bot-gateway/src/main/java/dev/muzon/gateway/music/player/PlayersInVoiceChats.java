package dev.muzon.gateway.music.player;

import dev.muzon.gateway.bot.chat.VoiceChatWitness;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.protocol.player.PlayerView;
import org.springframework.stereotype.Component;

/** The players, as far as they know the voice chats that they play in or wait for. */
@Component
class PlayersInVoiceChats implements VoiceChatWitness {
    private final PlayerClient players;

    PlayersInVoiceChats(PlayerClient players) {
        this.players = players;
    }

    @Override
    public Sight of(long chat) {
        return players.now(new PlayerId(chat)).map(PlayersInVoiceChats::of).orElse(Sight.UNKNOWN);
    }

    static Sight of(PlayerView player) {
        return Hindrance.of(player).map(it -> of(it, player)).orElseGet(() -> called(player));
    }

    private static Sight of(Hindrance hindrance, PlayerView player) {
        return switch (hindrance) {
            case NO_VOICE_CHAT -> Sight.OFF;
            case SCHEDULED -> Sight.SCHEDULED;
            case LIVESTREAM -> Sight.LIVESTREAM;
            case MUTED -> Sight.MUTED;
            case RIGHT_MISSING -> Sight.RIGHT_MISSING;
            case JOIN_REQUESTED -> Sight.JOIN_REQUESTED;
            case CANNOT_JOIN -> Sight.CANNOT_JOIN;
            // The members and rights of the group tell these.
            case REMOVED, BANNED, INVITE_RIGHT_MISSING, NO_ASSISTANT, ON_THE_WAY, OUTSIDE -> called(player);
        };
    }

    private static Sight called(PlayerView player) {
        CallStatus call = player.call();
        return call == null
                ? Sight.UNKNOWN
                : switch (call.phase()) {
                    case CONNECTED, RECONNECTING -> Sight.ON;
                    case JOINING, LEFT -> Sight.UNKNOWN;
                };
    }
}
