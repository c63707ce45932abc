package dev.muzon.gateway.bot.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.protocol.rest.AccountView;
import dev.muzon.runtime.contract.AccountsApi;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.testkit.TestClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssistantsTest {
    private final List<AccountView> accounts = new ArrayList<>();
    private int questions;

    @Test
    void anAssistantThatWasLoggedInJustNowIsReadyAtOnce() {
        Assistants assistants = assistants();
        accounts.add(account(AccountView.State.WAITING_FOR_QR_SCAN));
        assertThat(assistants.ready()).isEmpty();

        accounts.set(0, account(AccountView.State.READY));
        assertThat(assistants.ready()).hasSize(1);
        int asked = questions;
        assertThat(assistants.ready()).hasSize(1);
        assertThat(questions).isEqualTo(asked);
    }

    private Assistants assistants() {
        AccountsApi api = () -> {
            questions++;
            return List.copyOf(accounts);
        };
        Peers peers = mock();
        when(peers.of(any(), any())).thenReturn(api);
        return new Assistants(peers, TestClock.create());
    }

    private static AccountView account(AccountView.State state) {
        return new AccountView("main", state, "Muzon", 7L, "muzon_assistant", 0, null);
    }
}
