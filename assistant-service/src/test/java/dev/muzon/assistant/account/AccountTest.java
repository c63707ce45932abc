package dev.muzon.assistant.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.protocol.failure.FailureException;
import dev.muzon.protocol.job.VoiceChatChanged.Change;
import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AccountTest {
    private static final Lease LEASE = new Lease("account:main", "me", URI.create("http://me"), 1, Instant.EPOCH);

    private final List<FakeSession> sessions = new CopyOnWriteArrayList<>();
    private final List<String> news = new ArrayList<>();
    private final TestClock clock = TestClock.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Account account = new Account(
            "main",
            AccountRole.ALL,
            (_, listener) -> {
                FakeSession session = new FakeSession(listener);
                sessions.add(session);
                return session;
            },
            (accountId, _, chatId, call, _, change) -> news.add(accountId + " " + chatId + " " + call + " " + change),
            new FailureLog(FailureClassifier.of(List.of()), List.of()),
            new ConnectionLog("main", meters, clock),
            clock);

    @Test
    void aSessionThatFailedToOpenIsOpenedAgain() {
        List<FakeSession> opened = new CopyOnWriteArrayList<>();
        AtomicInteger attempts = new AtomicInteger();
        Account unlucky = account((_, listener) -> {
            if (attempts.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("a broken installation");
            }
            FakeSession session = new FakeSession(listener);
            opened.add(session);
            return session;
        });

        unlucky.gained(LEASE);

        assertThat(unlucky.view().state()).isEqualTo(AccountView.State.CLOSED);
        assertThat(unlucky.view().failure()).isNotNull();
        await().atMost(Duration.ofMinutes(1)).until(() -> opened.size() == 1);
    }

    /** Throws an error while opening. The holder of the lease would otherwise neither act on it nor give it up. */
    @Test
    void anErrorOfTheSessionDoesNotReachTheHolderOfTheLease() {
        Account unlucky = account((_, listener) -> new FakeSession(listener) {
            @Override
            public boolean close(Duration limit) {
                throw new NoClassDefFoundError("a broken installation");
            }
        });
        unlucky.gained(LEASE);

        unlucky.lost(LEASE);

        assertThat(unlucky.view().state()).isEqualTo(AccountView.State.WAITING_FOR_LEASE);
    }

    @Test
    void aSessionThatIsSlowToSaveIsWaitedForUntilItIsClosed() {
        AtomicInteger waits = new AtomicInteger();
        Account slow = account((_, listener) -> new FakeSession(listener) {
            @Override
            public boolean close(Duration limit) {
                return waits.incrementAndGet() == 5;
            }
        });
        slow.gained(LEASE);

        slow.lost(LEASE);

        assertThat(waits).hasValue(5);
    }

    private static Account account(TelegramSession.Factory sessions) {
        return new Account(
                "main",
                AccountRole.ALL,
                sessions,
                (_, _, _, _, _, _) -> {},
                new FailureLog(FailureClassifier.of(List.of()), List.of()),
                new ConnectionLog("main", new SimpleMeterRegistry(), Clock.systemUTC()),
                Clock.systemUTC());
    }

    @Test
    void anAccountWaitsForItsLeaseBeforeItTouchesTheSession() {
        assertThat(account.view().state()).isEqualTo(AccountView.State.WAITING_FOR_LEASE);
        assertThat(sessions).isEmpty();

        account.gained(LEASE);

        assertThat(sessions).hasSize(1);
        assertThat(account.view().state()).isEqualTo(AccountView.State.STARTING);
    }

    @Test
    void aLostLeaseClosesTheSession() {
        account.gained(LEASE);
        account.lost(LEASE);

        assertThat(sessions.getFirst().closed).isTrue();
        assertThat(account.ready()).isFalse();
        assertThat(account.view().state()).isEqualTo(AccountView.State.WAITING_FOR_LEASE);
    }

    // The page and /diagnose told of another process where there was none.
    @Test
    void anAccountThatNobodyIsKnownToHaveWasCalledAnothersWhileTheStoreWasAway() {
        account.gained(LEASE);
        account.unanswered();
        account.lost(LEASE);

        assertThat(account.view().state()).isEqualTo(AccountView.State.CLOSED);
        assertThat(account.view().failure())
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE));

        account.elsewhere();
        assertThat(account.view().state()).isEqualTo(AccountView.State.WAITING_FOR_LEASE);
        assertThat(account.view().failure()).isNull();

        account.unanswered();
        account.gained(LEASE);
        assertThat(account.view().failure()).isNull();
    }

    @Test
    void eventsOfAFormerSessionAreDropped() {
        account.gained(LEASE);
        account.lost(LEASE);
        account.gained(LEASE);

        sessions.getFirst().listener.login(new LoginState.Ready(1, "ghost", null));

        assertThat(account.ready()).isFalse();
    }

    @Test
    void aReadyAccountIsToldOncePerLogin() {
        List<String> ready = new ArrayList<>();
        List<FakeSession> opened = new ArrayList<>();
        var told = new Account(
                "main",
                AccountRole.ALL,
                (_, listener) -> {
                    FakeSession session = new FakeSession(listener);
                    opened.add(session);
                    return session;
                },
                new Account.VoiceChatListener() {
                    @Override
                    public void changed(
                            String accountId,
                            String mention,
                            long chatId,
                            int groupCallId,
                            @Nullable Integer audioSource,
                            Change change) {}

                    @Override
                    public void ready(String accountId) {
                        ready.add(accountId);
                    }
                },
                new FailureLog(FailureClassifier.of(List.of()), List.of()),
                new ConnectionLog("main", new SimpleMeterRegistry(), Clock.systemUTC()),
                Clock.systemUTC());
        told.gained(LEASE);
        opened.getFirst().listener.login(new LoginState.Ready(1, "Ann", "ann"));
        opened.getFirst().listener.login(new LoginState.Ready(1, "Ann", "annie"));

        assertThat(ready).containsExactly("main");
    }

    @Test
    void anEndedSessionBeginsANewLogin() {
        account.gained(LEASE);
        FakeSession first = sessions.getFirst();
        first.listener.login(new LoginState.Ready(1, "Ann", "ann"));

        first.listener.login(new LoginState.LoggedOut());
        assertThat(account.view().failure())
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(FailureCode.SESSION_LOST));
        first.listener.login(new LoginState.Closed());

        await().atMost(Duration.ofMinutes(1)).until(() -> sessions.size() == 2);
        sessions.getLast().listener.login(new LoginState.Ready(1, "Ann", "ann"));
        assertThat(account.view())
                .isEqualTo(new AccountView("main", AccountView.State.READY, "Ann", 1L, "ann", 0, null));
    }

    // The page said for good that Telegram had ended the session, and the log warned of it.
    @Test
    void aLogoutOnThePageIsNotBlamedOnTelegram(CapturedOutput output) throws Exception {
        account.gained(LEASE);
        FakeSession first = sessions.getFirst();
        first.listener.login(new LoginState.Ready(1, "Ann", "ann"));

        account.logOut();
        first.listener.login(new LoginState.LoggedOut());
        first.listener.login(new LoginState.Closed());

        assertThat(account.view().failure()).isNull();
        assertThat(account.loggedOutHere()).isTrue();
        assertThat(output.getOut())
                .contains("INFO")
                .contains("Account main was logged out on the login page")
                .doesNotContain("account.session-lost");
        await().atMost(Duration.ofMinutes(1)).until(() -> sessions.size() == 2);
        sessions.getLast().listener.login(new LoginState.WaitingForQrScan("tg://login?token=AA"));
        assertThat(account.loggedOutHere()).isTrue();
        sessions.getLast().listener.login(new LoginState.Ready(1, "Ann", "ann"));
        assertThat(account.loggedOutHere()).isFalse();

        sessions.getLast().listener.login(new LoginState.LoggedOut());
        assertThat(account.view().failure()).isNotNull();
    }

    // "Closed: not connected to Telegram" stood on the page while Telegram was asked about a phone number.
    @Test
    void aSessionThatStartsOverForAPhoneNumberWasCalledClosed() {
        account.gained(LEASE);
        FakeSession first = sessions.getFirst();
        first.listener.login(new LoginState.WaitingForQrScan("tg://login?token=AA"));

        first.listener.login(new LoginState.StartingOver());

        assertThat(account.view().state()).isEqualTo(AccountView.State.STARTING);
        assertThat(account.view().failure()).isNull();
        await().atMost(Duration.ofMinutes(1)).until(() -> sessions.size() == 2);
        assertThat(account.view().state()).isEqualTo(AccountView.State.STARTING);
    }

    @Test
    void aLogoutThatFailsChangesNothing() {
        Account unlucky = account((_, listener) -> new FakeSession(listener) {
            @Override
            public void logOut() {
                throw Failure.of(FailureCode.TELEGRAM_UNAVAILABLE, "away").asException();
            }
        });
        unlucky.gained(LEASE);

        assertThatThrownBy(unlucky::logOut).isInstanceOf(FailureException.class);

        assertThat(unlucky.loggedOutHere()).isFalse();
    }

    @Test
    void changesOfTheConnectionAreToldInWordsAndCounted(CapturedOutput output) {
        account.gained(LEASE);
        FakeSession session = sessions.getFirst();
        session.listener.connection(ConnectionState.CONNECTED);
        session.listener.connection(ConnectionState.NO_NETWORK);
        clock.advance(Duration.ofSeconds(7));
        session.listener.connection(ConnectionState.CONNECTING);
        clock.advance(Duration.ofSeconds(3));
        session.listener.connection(ConnectionState.CATCHING_UP);
        session.listener.connection(ConnectionState.CONNECTED);
        session.listener.login(new LoginState.Closed());

        assertThat(output.getOut())
                .contains("Account main has no network", "Account main connects to Telegram")
                .contains("Account main is connected and catches up after 10 s")
                .contains("Account main connects again in 2 s");
        assertThat(meters.get("muzon.assistant.connections")
                        .tag("state", "connected")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void anAccountTellsSinceWhenItIsReady() {
        account.gained(LEASE);
        clock.advance(Duration.ofHours(1));
        sessions.getFirst().listener.login(new LoginState.Ready(1, "Ann", "ann"));
        var login = clock.instant();
        clock.advance(Duration.ofHours(1));

        sessions.getFirst().listener.login(new LoginState.Ready(1, "Ann", "annie"));

        assertThat(account.since()).isEqualTo(login);
    }

    @Test
    void callsOfASessionAreCountedAndTheirNewsArePassedOn() {
        assertThat(account.activeCalls()).isZero();
        account.gained(LEASE);
        FakeSession session = sessions.getFirst();
        session.calls.put(-5L, 9);
        session.joinVoiceChat(-5, 9, "{\"ssrc\":1}");
        assertThat(account.activeCalls()).isOne();
        assertThat(account.isIn(-5)).isTrue();

        session.tell(-5, Change.ENDED);

        assertThat(account.isIn(-5)).isFalse();
        assertThat(news).containsExactly("main -5 9 ENDED");
    }
}
