package dev.muzon.gateway.music.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.chat.VoiceChatWitness.Sight;
import dev.muzon.gateway.support.Players;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.player.CallStatus;
import dev.muzon.protocol.player.PlayerState;
import dev.muzon.protocol.player.PlayerView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlayersInVoiceChatsTest {
    // The checklist lost its line about the voice chat whenever it was written while the assistant came back.
    @Test
    void aVoiceChatOnTheWayBackToWasUnknown() {
        assertThat(PlayersInVoiceChats.of(reconnecting(null))).isEqualTo(Sight.ON);
        assertThat(PlayersInVoiceChats.of(reconnecting(FailureCode.NO_ASSISTANT)))
                .isEqualTo(Sight.ON);
    }

    @Test
    void aVoiceChatThatEndedIsOffAndOneThatWasNeverSeenIsUnknown() {
        assertThat(PlayersInVoiceChats.of(reconnecting(FailureCode.VOICE_CHAT_ENDED)))
                .isEqualTo(Sight.OFF);
        assertThat(PlayersInVoiceChats.of(calling(CallStatus.Phase.JOINING, null)))
                .isEqualTo(Sight.UNKNOWN);
        assertThat(PlayersInVoiceChats.of(calling(CallStatus.Phase.LEFT, null))).isEqualTo(Sight.UNKNOWN);
    }

    private static PlayerView reconnecting(@Nullable FailureCode why) {
        return calling(CallStatus.Phase.RECONNECTING, why);
    }

    private static PlayerView calling(CallStatus.Phase phase, @Nullable FailureCode why) {
        PlayerView playing = Players.playing(-5, 1, Instant.now(), Players.entry("e1", "Nocturne", 1));
        Failure failure = why == null ? null : Failure.of(why, "seen");
        return Players.withCall(new CallStatus(phase, failure), Players.in(PlayerState.RECONNECTING, playing));
    }
}
