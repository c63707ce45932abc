package dev.muzon.gateway.lending.joinrequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.muzon.gateway.bot.assistant.Assistants;
import dev.muzon.gateway.bot.chat.Admission;
import dev.muzon.gateway.support.FakeAssistantService;
import dev.muzon.gateway.support.FakeBotApi;
import dev.muzon.gateway.support.ManualLater;
import dev.muzon.gateway.telegram.BotApi;
import dev.muzon.gateway.telegram.Conversation;
import dev.muzon.gateway.telegram.Incoming;
import dev.muzon.gateway.telegram.TestBotApi;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.Backoff;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.contract.AccountsApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.testkit.TestClock;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JoinRequestRetryTest {
    private static final Incoming.JoinRequest REQUEST = new Incoming.JoinRequest(
            1, new Conversation(-1, Conversation.Kind.GROUP, "G", null), FakeAssistantService.ASSISTANT);

    private static final FailureLog FAILURES = new FailureLog(FailureClassifier.of(List.of()), List.of());

    private final FakeBotApi telegram = new FakeBotApi();
    private final BotApi api = TestBotApi.at(telegram);
    private final ManualLater later = new ManualLater();
    private int outages;

    @AfterEach
    void close() {
        telegram.close();
    }

    @Test
    void aRequestOutlivesAnOutageOfTheAssistantService() {
        outages = 2;
        var done = requests().handle(REQUEST);
        assertThat(done).isNotDone();
        later.next();
        later.next();
        later.next();
        assertThat(done).isCompleted();
        assertThat(telegram.calls("approvechatjoinrequest")).hasSize(1);
        assertThat(later.delays()).containsExactly(Duration.ZERO, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    void aFloodWaitIsWaitedExactly() {
        telegram.floodNext("approveChatJoinRequest", 33);
        var done = requests().handle(REQUEST);
        later.next();
        assertThat(later.delays()).containsExactly(Duration.ZERO, Duration.ofSeconds(33));
        later.next();
        assertThat(done).isCompleted();
        assertThat(telegram.calls("approvechatjoinrequest")).hasSize(2);
    }

    @Test
    void aRequestIsGivenUpAfterSevenAttempts() {
        outages = Integer.MAX_VALUE;
        var done = requests().handle(REQUEST);
        int attempts = 0;
        while (later.next()) {
            attempts++;
        }
        assertThat(done).isCompleted();
        assertThat(attempts).isEqualTo(7);
    }

    private JoinRequests requests() {
        Admission everywhere = mock(Admission.class);
        when(everywhere.invites(any())).thenReturn(true);
        return new JoinRequests(
                everywhere,
                api,
                new Assistants(new FlakyPeers(), new MonotonicClock(TestClock.create()), FAILURES),
                mock(MissingRight.class),
                later,
                new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(300), 0),
                FAILURES);
    }

    /** assistant-service with one account, away for a while. */
    private final class FlakyPeers implements Peers {
        @Override
        public <T> T of(Peer peer, Class<T> contract, Duration patience) {
            AccountsApi accounts = () -> {
                if (outages > 0) {
                    outages--;
                    throw Failure.of(FailureCode.PEER_UNAVAILABLE, "restarting").asException();
                }
                return List.of(new AccountView(
                        "main",
                        AccountView.State.READY,
                        "Muzon Assistant",
                        FakeAssistantService.ASSISTANT,
                        null,
                        0,
                        null));
            };
            return contract.cast(accounts);
        }

        @Override
        public <T> T at(URI address, Class<T> contract, Duration patience) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> T streaming(Peer peer, Class<T> contract) {
            throw new UnsupportedOperationException();
        }
    }
}
