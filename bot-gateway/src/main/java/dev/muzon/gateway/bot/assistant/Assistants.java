package dev.muzon.gateway.bot.assistant;

import dev.muzon.protocol.rest.AccountView;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import dev.muzon.runtime.contract.AccountsApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import dev.muzon.runtime.trace.WorkContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The suite's own user accounts, asked of assistant-service and remembered for a moment. */
@Component
public class Assistants {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** People wait for the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Time in which news of members does not ask again after a failure. */
    private static final Duration GIVEN_UP = Duration.ofSeconds(10);

    private final AccountsApi assistants;
    private final MonotonicClock clock;
    private final FailureLog failures;
    private volatile Known known = new Known(List.of(), Instant.MIN);
    private volatile Instant silentUntil = Instant.MIN;

    /** The question under way for {@link #look}. */
    private @Nullable CompletableFuture<List<AccountView>> asking;

    public Assistants(Peers peers, MonotonicClock clock, FailureLog failures) {
        this.assistants = peers.of(Peer.ASSISTANT_SERVICE, AccountsApi.class, PATIENCE);
        this.clock = clock;
        this.failures = failures;
    }

    private record Known(List<AccountView> accounts, Instant until) {}

    /**
     * Returns the assistant with this user id. When none is known to have it, they are asked again: an account that was
     * logged in just now had none before.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code peer.unavailable}
     */
    public Optional<AccountView> find(long userId) {
        return among(accounts(), userId).or(() -> among(ask(), userId));
    }

    /**
     * Looks for the assistant with this user id while the caller goes on. Many who look at the same time ask once, and
     * nobody asks for some seconds after a failure.
     *
     * @return empty also when assistant-service does not answer
     */
    public synchronized CompletableFuture<Optional<AccountView>> look(long userId) {
        Known current = known;
        if (current.until().isAfter(clock.instant())) {
            return CompletableFuture.completedFuture(among(current.accounts(), userId));
        }
        if (silentUntil.isAfter(clock.instant())) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (asking == null || asking.isDone()) {
            asking = CompletableFuture.supplyAsync(this::askOrGiveUp, WorkContext::aside);
        }
        return asking.thenApply(accounts -> among(accounts, userId));
    }

    private List<AccountView> askOrGiveUp() {
        try {
            return ask();
        } catch (Throwable e) { // also an Error: those who look go on without an answer
            silentUntil = clock.instant().plus(GIVEN_UP);
            failures.report("looking for assistants", e);
            return List.of();
        }
    }

    private static Optional<AccountView> among(List<AccountView> accounts, long userId) {
        return accounts.stream()
                .filter(account -> account.userId() != null && account.userId() == userId)
                .findFirst();
    }

    /**
     * Asks for the accounts that play music, as they are at this moment. What was true some seconds ago is not enough for
     * people who are told what is missing.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code peer.unavailable}
     */
    public List<AccountView> musicians() {
        return all().stream().filter(AccountView::playsMusic).toList();
    }

    /**
     * Asks for all accounts, as they are at this moment.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code peer.unavailable}
     */
    public List<AccountView> all() {
        return ask();
    }

    private List<AccountView> accounts() {
        Known current = known;
        return current.until().isAfter(clock.instant()) ? current.accounts() : ask();
    }

    private List<AccountView> ask() {
        var asked = new Known(assistants.accounts(), clock.instant().plus(REMEMBERED));
        known = asked;
        return asked.accounts();
    }
}
