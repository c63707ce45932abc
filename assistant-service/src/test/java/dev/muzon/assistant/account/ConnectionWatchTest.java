package dev.muzon.assistant.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.testkit.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;

class ConnectionWatchTest {
    private final Map<String, FakeSession> sessions = new HashMap<>();
    private final TestClock clock = TestClock.create();
    private final Accounts accounts = TestAccounts.of(List.of("main", "second"), sessions, clock);
    private final ConnectionWatch watch = new ConnectionWatch(accounts, new MonotonicClock(clock, clock::nanos));
    private final Account main = accounts.account("main");

    @AfterEach
    void end() {
        TestAccounts.lose(accounts);
    }

    @Test
    void anAccountThatDoesNotReachTelegramSaysSoAfterAWhileAndUntilItDoes() {
        watch.look();
        clock.advance(ConnectionWatch.PATIENCE.minusSeconds(1));
        watch.look();
        assertThat(main.view().failure()).isNull();

        clock.advance(ConnectionWatch.PATIENCE);
        watch.look();
        assertThat(main.view().failure())
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(FailureCode.TELEGRAM_UNAVAILABLE));

        session("main").listener.connection(ConnectionState.CONNECTED);
        assertThat(main.view().failure()).isNull();
    }

    // "No connection for 20 s" was shown for as long as there was none, which is hours.
    @Test
    void whatIsSaidOfAnOutageIsTrueHoweverLongItLasts() {
        session("main").listener.connection(ConnectionState.CONNECTED);
        session("main").listener.connection(ConnectionState.CONNECTING);
        Instant begun = clock.instant();
        watch.look();
        clock.advance(ConnectionWatch.PATIENCE);
        watch.look();
        clock.advance(Duration.ofHours(3));
        watch.look();

        assertThat(main.view().failure())
                .extracting(Failure::detail)
                .isEqualTo("no connection to Telegram since " + begun.truncatedTo(ChronoUnit.SECONDS));
    }

    // "No connection since 15:07:01" was said where there never was one.
    @Test
    void aConnectionThatNeverWasIsNotSaidToBeLost() {
        Instant begun = clock.instant();
        watch.look();
        clock.advance(ConnectionWatch.PATIENCE);
        watch.look();

        assertThat(main.view().failure())
                .extracting(Failure::detail)
                .isEqualTo("no connection to Telegram yet, tried since " + begun.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void shortOutagesAreNotAddedUp() {
        session("main").listener.connection(ConnectionState.CONNECTED);
        for (int i = 0; i < 5; i++) {
            session("main").listener.connection(ConnectionState.CONNECTING);
            watch.look();
            clock.advance(ConnectionWatch.PATIENCE.minusSeconds(1));
            session("main").listener.connection(ConnectionState.CONNECTED);
            watch.look();
        }

        assertThat(main.view().failure()).isNull();
    }

    @Test
    void theHealthIsDegradedInWordsWhileNoAccountCanJoin() {
        var health = new AccountsHealth(accounts);

        assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
        assertThat(health.health().getDetails())
                .containsEntry("main", "STARTING")
                .hasEntrySatisfying(
                        "reason", reason -> assertThat(reason).asString().contains("login page"));

        session("second").listener.connection(ConnectionState.CONNECTED);
        session("second").listener.login(new LoginState.Ready(2, "Ann", "ann"));

        assertThat(health.health()).extracting(Health::getStatus).hasToString("UP");
    }

    private FakeSession session(String account) {
        FakeSession session = sessions.get(account);
        assertThat(session).isNotNull();
        return session;
    }
}
