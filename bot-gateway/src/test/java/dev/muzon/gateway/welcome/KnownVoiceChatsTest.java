package dev.muzon.gateway.welcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.gateway.bot.chat.VoiceChatWitness.Sight;
import org.junit.jupiter.api.Test;

/** The voice chats of groups, by what Telegram and the player tell. */
class KnownVoiceChatsTest {
    private static final long CHAT = -1;

    private Sight told = Sight.UNKNOWN;
    private final KnownVoiceChats known = new KnownVoiceChats(_ -> told);

    // "Scheduled for later: start it" was said, and seconds later that none is on.
    @Test
    void aVoiceChatThatWasScheduledAfterAnotherHadEndedWasDenied() {
        known.ended(CHAT);
        assertThat(known.of(CHAT)).isEqualTo(Sight.OFF);
        told = Sight.SCHEDULED;
        assertThat(known.of(CHAT)).isEqualTo(Sight.SCHEDULED);
        told = Sight.ON;
        assertThat(known.of(CHAT)).isEqualTo(Sight.OFF);
    }

    @Test
    void aVoiceChatIsOnAlsoWhileTheAssistantIsKeptFromIt() {
        known.began(CHAT);
        told = Sight.JOIN_REQUESTED;
        assertThat(known.of(CHAT)).isEqualTo(Sight.JOIN_REQUESTED);
        assertThat(known.isOn(CHAT)).isTrue();
        known.ended(CHAT);
        assertThat(known.isOn(CHAT)).isFalse();
    }

    // The line of the voice chat left the greeting while the assistant was on its way back into it.
    @Test
    void aVoiceChatThatThePlayerWasInWasForgottenOnItsWayBack() {
        told = Sight.MUTED;
        assertThat(known.of(CHAT)).isEqualTo(Sight.MUTED);
        told = Sight.UNKNOWN;
        assertThat(known.of(CHAT)).isEqualTo(Sight.ON);
        told = Sight.OFF;
        assertThat(known.of(CHAT)).isEqualTo(Sight.OFF);
        told = Sight.UNKNOWN;
        assertThat(known.of(CHAT)).isEqualTo(Sight.UNKNOWN);
    }
}
