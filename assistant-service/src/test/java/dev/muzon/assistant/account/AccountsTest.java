package dev.muzon.assistant.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muzon.assistant.AssistantProperties;
import dev.muzon.coordination.lease.InMemoryLeases;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:8082");

    private final InMemoryLeases leases = new InMemoryLeases(Clock.systemUTC());
    private final Accounts accounts = new Accounts(
            new AssistantProperties(
                    List.of("main"),
                    1,
                    new Secret("0".repeat(32)),
                    Path.of("none"),
                    Path.of("none"),
                    new Secret(""),
                    null),
            (_, listener) -> new FakeSession(listener),
            (_, _, _, _, _) -> {},
            new FailureLog(FailureClassifier.of(List.of()), List.of()),
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
            new SimpleMeterRegistry());

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

    private AccountView.State state() {
        return accounts.account("main").view().state();
    }
}
