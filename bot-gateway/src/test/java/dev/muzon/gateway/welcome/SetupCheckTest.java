package dev.muzon.gateway.welcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.bot.chat.VoiceChatWitness;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Membership;
import dev.muzon.gateway.telegram.OwnRights;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetupCheckTest {
    private static final Conversation GROUP = new Conversation(-1, Conversation.Kind.GROUP, "G", null);
    private static final long ACCOUNT = 5;

    private final BotApi api = mock();
    private final Assistants assistants = mock();
    private final KnownVoiceChats voiceChats = mock();
    private final SetupCheck check =
            new SetupCheck(api, assistants, voiceChats, new FailureLog(FailureClassifier.of(List.of()), List.of()));

    @BeforeEach
    void theAssistantIsBanned() {
        when(api.ownRights(GROUP.id())).thenReturn(new OwnRights(true, true));
        when(api.membership(GROUP.id(), ACCOUNT)).thenReturn(Membership.BANNED);
        when(voiceChats.of(GROUP.id())).thenReturn(VoiceChatWitness.Sight.ON);
    }

    // "✅ It can come in" was said of a banned assistant until it had started.
    @Test
    void anAssistantThatWasStartingWasSaidToBeWelcome() {
        when(assistants.musicians()).thenReturn(List.of(account(AccountView.State.STARTING, null)));
        assertThat(check.of(GROUP).way()).isEqualTo(Setup.Way.UNKNOWN);

        when(assistants.musicians()).thenReturn(List.of(account(AccountView.State.READY, ACCOUNT)));
        assertThat(check.of(GROUP).way()).isEqualTo(Setup.Way.BANNED);
    }

    private static AccountView account(AccountView.State state, @Nullable Long user) {
        return new AccountView("main", state, null, user, null, 0, null);
    }
}
