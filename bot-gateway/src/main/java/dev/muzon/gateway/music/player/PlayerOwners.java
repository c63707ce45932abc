package dev.muzon.gateway.music.player;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.gateway.bot.store.StorePatience;
import dev.muzon.protocol.player.PlayerId;
import dev.muzon.resilience.FailureLog;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The address of each chat's player, as its lease says. Remembered for a moment, far shorter than a lease lasts, so that
 * looking at a player and then commanding it asks the database once.
 */
@Component
class PlayerOwners {
    private static final Duration REMEMBERED = Duration.ofSeconds(2);
    private static final int CHATS = 10_000;

    private final Leases leases;
    private final StorePatience patience;
    private final FailureLog failures;
    private final Cache<PlayerId, Optional<URI>> known;

    PlayerOwners(Leases leases, StorePatience patience, Ticker ticker, FailureLog failures) {
        this.leases = leases;
        this.patience = patience;
        this.failures = failures;
        this.known = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterWrite(REMEMBERED)
                .maximumSize(CHATS)
                .build();
    }

    /**
     * Returns the address of the instance that owns the player of a chat.
     *
     * @return empty when it is unknown, then any instance finds the owner
     */
    Optional<URI> of(PlayerId player) {
        return known.get(player, this::look);
    }

    /** Drops an owner that did not answer. */
    void forget(PlayerId player) {
        known.invalidate(player);
    }

    private Optional<URI> look(PlayerId player) {
        try {
            return patience.ask(() -> leases.livingHolder(player.lease())).map(Lease::address);
        } catch (RuntimeException e) {
            failures.report("owner of the player of chat " + player, e);
            return Optional.empty();
        }
    }
}
