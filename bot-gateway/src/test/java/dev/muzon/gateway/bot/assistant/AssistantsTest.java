package dev.muzon.gateway.bot.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.contract.AccountsApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AssistantsTest {
    private final List<AccountView> accounts = new ArrayList<>();
    private final TestClock clock = TestClock.create();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);

    @Test
    void thoseThatPlayMusicAreAskedForEachTime() {
        Assistants assistants = assistants();
        accounts.add(account(AccountView.State.READY));
        assertThat(assistants.musicians()).hasSize(1);

        accounts.clear();
        assertThat(assistants.musicians()).isEmpty();
    }

    // Its request to join a group was taken for a stranger's for half a minute.
    @Test
    void anAssistantThatWasLoggedInJustNowIsFoundByItsUserId() {
        Assistants assistants = assistants();
        accounts.add(new AccountView("main", AccountView.State.WAITING_FOR_QR_SCAN, null, null, null, 0, null));
        assertThat(assistants.find(7)).isEmpty();

        accounts.set(0, account(AccountView.State.READY));
        assertThat(assistants.find(7)).isPresent();
        int asked = questions.get();
        assertThat(assistants.find(7)).isPresent();
        assertThat(questions).hasValue(asked);
    }

    // After a step back of an hour nobody was asked for an hour.
    @Test
    void aClockThatStepsBackFrozeTheAccounts() {
        Assistants assistants = assistants();
        accounts.add(account(AccountView.State.READY));
        assertThat(assistants.find(7)).isPresent();
        accounts.clear();

        clock.step(Duration.ofHours(-1));
        clock.advance(Duration.ofSeconds(31));
        assertThat(assistants.find(7)).isEmpty();
    }

    @Test
    void aSlowAnswerKeptTheCallerWaiting() {
        Assistants assistants = assistants();
        accounts.add(account(AccountView.State.READY));
        answer = new CompletableFuture<>();
        var first = assistants.look(7);
        var second = assistants.look(8);
        assertThat(first).isNotDone();

        answer.complete(null);
        assertThat(first.join()).isPresent();
        assertThat(second.join()).isEmpty();
        assertThat(assistants.look(7).join()).isPresent();
        assertThat(questions).hasValue(1);
    }

    @Test
    void aFailureIsRememberedForSomeSeconds() {
        Assistants assistants = assistants();
        accounts.add(account(AccountView.State.READY));
        answer = CompletableFuture.failedFuture(new IllegalStateException("planned"));
        assertThat(assistants.look(7).join()).isEmpty();
        answer = CompletableFuture.completedFuture(null);
        assertThat(assistants.look(7).join()).isEmpty();
        assertThat(questions).hasValue(1);

        clock.advance(Duration.ofSeconds(10));
        assertThat(assistants.look(7).join()).isPresent();
    }

    private Assistants assistants() {
        AccountsApi api = () -> {
            questions.incrementAndGet();
            answer.join();
            return List.copyOf(accounts);
        };
        Peers peers = mock();
        when(peers.of(eq(Peer.ASSISTANT_SERVICE), eq(AccountsApi.class), any())).thenReturn(api);
        return new Assistants(
                peers,
                new MonotonicClock(clock, clock::nanos),
                new FailureLog(FailureClassifier.of(List.of()), List.of()));
    }

    private static AccountView account(AccountView.State state) {
        return new AccountView("main", state, "Muzon", 7L, "muzon_assistant", 0, null);
    }
}
