package dev.muzon.gateway.lending.joinrequest;

import dev.muzon.protocol.rest.AccountView;
import dev.muzon.protocol.rest.Paths;
import dev.muzon.runtime.peer.Peer;
import dev.muzon.runtime.peer.Peers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** The suite's own user accounts, asked of assistant-service and remembered for a moment. */
@Component
class Assistants {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final ParameterizedTypeReference<List<AccountView>> ACCOUNTS = new ParameterizedTypeReference<>() {};

    private final Peers peers;
    private final Clock clock;
    private volatile Known known = new Known(List.of(), Instant.MIN);

    Assistants(Peers peers, Clock clock) {
        this.peers = peers;
        this.clock = clock;
    }

    private record Known(List<AccountView> accounts, Instant until) {}

    /**
     * Returns the assistant with this user id.
     *
     * @throws dev.muzon.protocol.failure.FailureException {@code peer.unavailable}
     */
    Optional<AccountView> find(long userId) {
        return accounts().stream()
                .filter(account -> account.userId() != null && account.userId() == userId)
                .findFirst();
    }

    private List<AccountView> accounts() {
        Known current = known;
        Instant now = clock.instant();
        if (!current.until().isAfter(now)) {
            @Nullable List<AccountView> answer = peers.client(Peer.ASSISTANT_SERVICE)
                    .get()
                    .uri(Paths.ACCOUNTS)
                    .retrieve()
                    .body(ACCOUNTS);
            current = new Known(answer == null ? List.of() : answer, now.plus(REMEMBERED));
            known = current;
        }
        return current.accounts();
    }
}
