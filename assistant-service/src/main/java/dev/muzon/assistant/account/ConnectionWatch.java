package dev.muzon.assistant.account;

import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * A watch over the accounts' connections. TDLib tries in silence for as long as it takes, so without this a host
 * without a way to Telegram would look well.
 */
@Component
class ConnectionWatch {
    /** A first connection takes some seconds, and a change of networks no longer. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Accounts accounts;
    private final MonotonicClock clock;
    private final Map<String, Instant> disconnectedSince = new HashMap<>();

    ConnectionWatch(Accounts accounts, MonotonicClock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Runs on one thread at a time. */
    @Scheduled(fixedDelay = 5_000)
    void look() {
        Instant now = clock.instant();
        for (Account account : accounts.all()) {
            if (!account.disconnected()) {
                disconnectedSince.remove(account.id());
                continue;
            }
            var since = Duration.between(disconnectedSince.computeIfAbsent(account.id(), _ -> now), now);
            if (since.compareTo(PATIENCE) >= 0) {
                account.unreachable(since);
            }
        }
    }
}
