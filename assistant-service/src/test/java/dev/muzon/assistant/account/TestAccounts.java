package dev.muzon.assistant.account;

import dev.muzon.assistant.AssistantProperties;
import dev.muzon.coordination.lease.InMemoryLeases;
import dev.muzon.coordination.lease.Lease;
import dev.muzon.resilience.FailureClassifier;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.config.Secret;
import dev.muzon.runtime.lease.ServiceIdentity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Accounts whose Telegram is in memory and which hold their leases from the first moment. */
public final class TestAccounts {
    private TestAccounts() {}

    /**
     * Makes accounts.
     *
     * @param sessions receives each account's session by its id
     */
    public static Accounts of(List<String> ids, Map<String, FakeSession> sessions) {
        return of(ids, sessions, Clock.systemUTC());
    }

    /** Makes accounts like {@link #of(List, Map)} that read this clock. */
    static Accounts of(List<String> ids, Map<String, FakeSession> sessions, Clock clock) {
        return of(
                ids,
                (id, listener) -> {
                    FakeSession session = new FakeSession(listener);
                    sessions.put(id, session);
                    return session;
                },
                clock);
    }

    public static Accounts of(List<String> ids, TelegramSession.Factory sessions) {
        return of(ids, sessions, Clock.systemUTC());
    }

    private static Accounts of(List<String> ids, TelegramSession.Factory sessions, Clock clock) {
        Accounts accounts = new Accounts(
                new AssistantProperties(
                        ids,
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
                        clock),
                new InMemoryAccountList(),
                new InMemoryLeases(Clock.systemUTC()),
                new ServiceIdentity() {
                    @Override
                    public String owner() {
                        return "me";
                    }

                    @Override
                    public URI address() {
                        return URI.create("http://127.0.0.1:1");
                    }
                },
                new FailureLog(FailureClassifier.of(List.of()), List.of()));
        accounts.all().forEach(account -> account.gained(lease(account)));
        return accounts;
    }

    /** Takes the leases away, which ends the sessions. */
    public static void lose(Accounts accounts) {
        accounts.all().forEach(account -> account.lost(lease(account)));
    }

    /** Returns the sessions in a folder that would be told of if the settings named no account. */
    public static List<String> forgotten(Path directory) throws IOException {
        return ForgottenSessions.find(directory, List.of());
    }

    private static Lease lease(Account account) {
        return new Lease("account:" + account.id(), "me", URI.create("http://127.0.0.1:1"), 1, Instant.EPOCH);
    }
}
