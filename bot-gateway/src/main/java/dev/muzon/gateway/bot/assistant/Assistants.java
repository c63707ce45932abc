package dev.muzon.gateway.bot.assistant;

import dev.muzon.protocol.rest.AccountView;
import dev.muzon.runtime.contract.AccountsApi;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The suite's own user accounts, asked of assistant-service and remembered for a moment. */
@Component
public class Assistants {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final AccountsApi assistants;
    private final Clock clock;
    private volatile Known known = new Known(List.of(), Instant.MIN);

    public Assistants(Peers peers, Clock clock) {
        this.assistants = peers.of(Peer.ASSISTANT_SERVICE, AccountsApi.class);
        this.clock = clock;
    }

    private record Known(List<AccountView> accounts, Instant until) {}

    /**
     * Returns the assistant with this user id.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code peer.unavailable}
     */
    public Optional<AccountView> find(long userId) {
        return accounts().stream()
                .filter(account -> account.userId() != null && account.userId() == userId)
                .findFirst();
    }

    /**
     * Returns the assistants that are logged in and ready. When none was known to be, they are asked again: somebody
     * may have logged one in just now.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code peer.unavailable}
     */
    public List<AccountView> ready() {
        List<AccountView> ready = ready(accounts());
        return ready.isEmpty() ? ready(ask()) : ready;
    }

    private static List<AccountView> ready(List<AccountView> accounts) {
        return accounts.stream()
                .filter(account -> account.state() == AccountView.State.READY)
                .toList();
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
