package dev.muzon.coordination.lease;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The leases of one process, for tests. */
public final class InMemoryLeases implements Leases {
    private final Map<String, Lease> leases = new HashMap<>();
    private final Clock clock;

    public InMemoryLeases(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Lease> tryAcquire(String name, String owner, URI address, Duration ttl) {
        Instant now = clock.instant();
        Lease last = leases.getOrDefault(name, new Lease(name, "", address, 0, Instant.MIN));
        boolean own = last.owner().equals(owner);
        if (!own && last.until().isAfter(now)) {
            return Optional.empty();
        }
        Lease lease = new Lease(name, owner, address, own ? last.token() : last.token() + 1, now.plus(ttl));
        leases.put(name, lease);
        return Optional.of(lease);
    }

    @Override
    public synchronized Optional<Lease> inherit(Lease dead, String owner, URI address, Duration ttl) {
        Lease next = new Lease(
                dead.name(), owner, address, dead.token() + 1, clock.instant().plus(ttl));
        boolean unchanged = renew(dead, ttl);
        if (unchanged) {
            leases.put(dead.name(), next);
        }
        return unchanged ? Optional.of(next) : Optional.empty();
    }

    @Override
    public synchronized boolean renew(Lease lease, Duration ttl) {
        return replace(lease, lease.owner(), clock.instant().plus(ttl));
    }

    @Override
    public synchronized void release(Lease lease) {
        replace(lease, "", Instant.MIN);
    }

    @Override
    public synchronized Optional<Lease> holder(String name) {
        return Optional.ofNullable(leases.get(name))
                .filter(lease -> lease.until().isAfter(clock.instant()));
    }

    @Override
    public synchronized List<Lease> heldBy(String owner) {
        return leases.values().stream()
                .filter(lease -> lease.owner().equals(owner) && lease.until().isAfter(clock.instant()))
                .toList();
    }

    private boolean replace(Lease held, String owner, Instant until) {
        Lease current = leases.get(held.name());
        if (current == null || !current.owner().equals(held.owner()) || current.token() != held.token()) {
            return false;
        }
        leases.put(held.name(), new Lease(held.name(), owner, current.address(), current.token(), until));
        return true;
    }
}
