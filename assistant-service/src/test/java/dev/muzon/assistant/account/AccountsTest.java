package dev.muzon.assistant.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.AssistantProperties;
import dev.muzon.coordination.lease.InMemoryLeases;
import dev.muzon.protocol.rest.AccountRole;
import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.config.Secret;
import dev.muzon.runtime.lease.ServiceIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:8082");

    private final InMemoryLeases leases = new InMemoryLeases(Clock.systemUTC());
    private final InMemoryAccountList list = new InMemoryAccountList();
    private final Map<String, FakeSession> opened = new ConcurrentHashMap<>();
    private final List<String> forgotten = new CopyOnWriteArrayList<>();
    private final TelegramSession.Factory sessions = new TelegramSession.Factory() {
        @Override
        public TelegramSession open(String accountId, TelegramSession.Listener listener) {
            var session = new FakeSession(listener);
            opened.put(accountId, session);
            return session;
        }

        @Override
        public void forget(String accountId) {
            forgotten.add(accountId);
        }
    };
    private final Accounts accounts = new Accounts(
            new AssistantProperties(
                    List.of("main", "reader:channels+notes"),
                    1,
                    new Secret("0".repeat(32)),
                    Path.of("none"),
                    Path.of("none"),
                    new Secret(""),
                    new Secret(""),
                    null),
            new AccountFactory(
                    sessions,
                    (_, _, _, _, _, _) -> {},
                    new FailureLog(FailureClassifier.of(List.of()), List.of()),
                    new SimpleMeterRegistry(),
                    Clock.systemUTC()),
            list,
            leases,
            new ServiceIdentity() {
                @Override
                public String owner() {
                    return "assistant@host#2";
                }

                @Override
                public URI address() {
                    return ADDRESS;
                }
            },
            new FailureLog(FailureClassifier.of(List.of()), List.of()));

    @AfterEach
    void stop() {
        accounts.stop();
    }

    @Test
    void accountsOfAKilledProcessAreTakenOverAtOnce() {
        assertThat(leases.tryAcquire("account:main", "assistant@host#1", ADDRESS, Duration.ofHours(1)))
                .isPresent();

        accounts.start();

        await().atMost(Duration.ofSeconds(60)).until(() -> state() == AccountView.State.STARTING);
    }

    @Test
    void accountsOfAnotherLiveInstanceAreNotTakenOver() {
        URI elsewhere = URI.create("http://127.0.0.2:8082");
        assertThat(leases.tryAcquire("account:main", "assistant@elsewhere#1", elsewhere, Duration.ofHours(1)))
                .isPresent();

        accounts.start();

        assertThat(leases.holder("account:main"))
                .hasValueSatisfying(lease -> assertThat(lease.owner()).isEqualTo("assistant@elsewhere#1"));
        assertThat(state()).isEqualTo(AccountView.State.WAITING_FOR_LEASE);
    }

    @Test
    void anAccountThatThePageAddsBeginsItsLoginWithoutARestart() {
        List<Integer> told = new ArrayList<>();
        accounts.whenChanged(() -> told.add(accounts.all().size()));
        accounts.start();

        accounts.add("second", List.of(AccountRole.MUSIC), Instant.EPOCH);

        await().atMost(Duration.ofSeconds(60)).until(() -> opened.containsKey("second"));
        assertThat(accounts.account("second").roles()).containsExactly(AccountRole.MUSIC);
        assertThat(told).containsExactly(3);
        assertThatThrownBy(() -> accounts.add("second", AccountRole.ALL, Instant.EPOCH))
                .hasMessageContaining("taken");
        assertThatThrownBy(() -> accounts.add("../up", AccountRole.ALL, Instant.EPOCH))
                .hasMessageContaining("unusable");
    }

    @Test
    void anAccountThatAnotherProcessAddedIsFoundInTheList() {
        accounts.start();
        list.save(ListedAccount.of("second", AccountRole.ALL, Instant.EPOCH));

        accounts.look();

        assertThat(accounts.account("second").roles()).isEqualTo(AccountRole.ALL);
    }

    @Test
    void aRemovedAccountIsLoggedOutAndItsFolderForgotten() throws Exception {
        accounts.start();
        accounts.add("second", AccountRole.ALL, Instant.EPOCH);
        await().atMost(Duration.ofSeconds(60)).until(() -> opened.containsKey("second"));
        FakeSession session = opened.get("second");
        session.listener.login(new LoginState.Ready(1, "Ann", "ann"));

        accounts.remove("second");

        assertThat(session.asked).contains("log out");
        assertThat(accounts.all()).extracting(Account::id).containsExactly("main", "reader");
        await().atMost(Duration.ofSeconds(60)).until(() -> forgotten.contains("second"));
        assertThat(session.closed).isTrue();
        assertThat(list.all()).isEmpty();
    }

    @Test
    void anAccountOfTheSettingsIsNotRemoved() {
        accounts.start();

        assertThatThrownBy(() -> accounts.remove("main")).hasMessageContaining("MUZON_ACCOUNTS");
        assertThat(accounts.all()).hasSize(2);
    }

    @Test
    void rolesOfTheSettingsHoldAndOthersAreWhatThePageSays() {
        accounts.start();
        assertThat(accounts.account("main").roles()).isEqualTo(AccountRole.ALL);
        assertThat(accounts.account("reader").roles()).containsExactly(AccountRole.NOTES, AccountRole.CHANNELS);

        accounts.assign("main", List.of(AccountRole.NOTES));

        assertThat(accounts.account("main").does(AccountRole.MUSIC)).isFalse();
        assertThat(accounts.all()).hasSize(2);
        assertThatThrownBy(() -> accounts.assign("reader", AccountRole.ALL)).hasMessageContaining("settings");
        assertThatThrownBy(() -> accounts.assign("main", List.of())).hasMessageContaining("role");
    }

    /** Starts without the store. An account that may not join must not do so just because nobody could look it up. */
    @Test
    void noAccountBeginsBeforeItsRolesWereRead() {
        list.away = true;
        list.save(ListedAccount.of("main", List.of(AccountRole.NOTES), null));
        accounts.start();
        assertThat(leases.holder("account:main")).isEmpty();

        list.away = false;
        accounts.look();

        await().atMost(Duration.ofSeconds(60)).until(() -> opened.containsKey("main"));
        assertThat(accounts.account("main").roles()).containsExactly(AccountRole.NOTES);
    }

    @Test
    void anErrorWhileTheListIsReadIsReportedAndTheNextLookFollowsTheList() {
        accounts.start();
        list.save(ListedAccount.of("second", AccountRole.ALL, Instant.EPOCH));
        list.thrownOnce.set(new AssertionError("injected"));

        accounts.look();
        assertThat(accounts.all()).hasSize(2);
        accounts.look();

        assertThat(accounts.account("second").roles()).isEqualTo(AccountRole.ALL);
    }

    private AccountView.State state() {
        return accounts.account("main").view().state();
    }
}
