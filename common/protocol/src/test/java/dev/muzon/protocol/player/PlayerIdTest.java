package dev.muzon.protocol.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.ChatRef;
import dev.muzon.protocol.job.VoiceChatChanged;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PlayerIdTest {
    private static final long CHAT = -1001234567890L;

    @Test
    void idsAreThePlainNumbersThatOlderVersionsUsed() {
        var json = JsonMapper.shared();

        assertThat(new PlayerId(CHAT)).hasToString("-1001234567890").isEqualTo(PlayerId.valueOf("-1001234567890"));
        assertThat(json.writeValueAsString(new PlayerId(CHAT))).isEqualTo("-1001234567890");
        assertThat(json.readValue("-1001234567890", PlayerId.class)).isEqualTo(new PlayerId(CHAT));
        assertThat(new CallTarget(CHAT)).hasToString("-1001234567890").isEqualTo(CallTarget.valueOf("-1001234567890"));
        assertThat(json.readValue("-1001234567890", CallTarget.class)).isEqualTo(new CallTarget(CHAT));
    }

    @Test
    void servicesOfTwoVersionsAgreeOnTheLeaseOfAPlayer() {
        assertThat(new PlayerId(CHAT).lease()).isEqualTo("player:-1001234567890");
    }

    @Test
    void aChatControlsThePlayerThatSoundsInItsVoiceChat() {
        var changed = new VoiceChatChanged(ChatRef.of(CHAT), "main", 9, VoiceChatChanged.Change.ENDED);

        assertThat(PlayerId.of(ChatRef.of(CHAT)).ownCall()).isEqualTo(changed.target());
    }
}
