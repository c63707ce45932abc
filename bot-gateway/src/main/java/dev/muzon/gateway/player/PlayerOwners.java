package dev.muzon.gateway.player;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.Leases;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Where each chat's player lives, as its lease says. Remembered for a moment, far shorter than a lease lasts, so that
 * looking at a player and then commanding it asks the database once.
 */
@Component
class PlayerOwners {
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private final ConcurrentHashMap<Long, Known> known = new ConcurrentHashMap<>();
    private final Leases leases;
    private final Clock clock;

    PlayerOwners(Leases leases, Clock clock) {
        this.leases = leases;
        this.clock = clock;
    }

    private record Known(URI address, Instant until) {}

    /** @return empty when nobody owns it */
    Optional<URI> of(long chatId) {
        Instant now = clock.instant();
        return Optional.ofNullable(known.get(chatId))
                .filter(it -> it.until().isAfter(now))
                .map(Known::address)
                .or(() -> look(chatId, now));
    }

    /** It does not answer there. */
    void forget(long chatId) {
        known.remove(chatId);
    }

    private Optional<URI> look(long chatId, Instant now) {
        Optional<URI> address = leases.holder("player:" + chatId).map(Lease::address);
        address.ifPresentOrElse(
                it -> known.put(chatId, new Known(it, now.plus(REMEMBERED))), () -> known.remove(chatId));
        return address;
    }

    @Scheduled(fixedDelay = 60_000)
    void forgetOld() {
        Instant now = clock.instant();
        known.values().removeIf(it -> !it.until().isAfter(now));
    }
}
