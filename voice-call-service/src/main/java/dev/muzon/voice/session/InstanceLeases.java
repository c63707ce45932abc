package dev.muzon.voice.session;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.LeaseTerms;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.runtime.lease.ServiceIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Leases of chats that hold as long as their instance's own lease. An instance renews that one lease, however many chats
 * it owns. When it expires, each chat can be taken by another instance, one by one.
 *
 * <p>A chat's lease has no time limit in itself. Its token grows with every new owner, so that writes and joins of a
 * former one are refused.
 */
public final class InstanceLeases {
    private static final Duration UNTIL_THE_INSTANCE_ENDS = Duration.ofDays(3_650);

    private final Leases leases;
    private final ServiceIdentity identity;
    private final Duration ttl;
    private volatile @Nullable Lease instance;
    private boolean ended;

    /**
     * Makes the leases of this instance.
     *
     * @param ttl how long its chats stay with an instance that stopped answering
     */
    public InstanceLeases(Leases leases, ServiceIdentity identity, Duration ttl) {
        this.leases = leases;
        this.identity = identity;
        this.ttl = ttl;
    }

    /**
     * Takes a chat's lease when nobody holds it, or an instance that is gone.
     *
     * @return empty when a living instance holds it
     */
    Optional<Lease> acquire(String name) {
        if (instance == null) {
            beat();
        }
        return leases.acquire(LeaseTerms.of(name, UNTIL_THE_INSTANCE_ENDS), identity)
                .or(() -> leases.holder(name)
                        .filter(holder -> !leases.instanceLives(holder.owner()))
                        .flatMap(dead ->
                                leases.inherit(dead, identity.owner(), identity.address(), UNTIL_THE_INSTANCE_ENDS)));
    }

    /** Returns the living owner of a chat. */
    Optional<Lease> holder(String name) {
        return leases.livingHolder(name);
    }

    /** Releases a chat for the next owner. */
    void release(Lease lease) {
        leases.release(lease);
    }

    /**
     * Renews the instance's lease.
     *
     * @return the names of the leases that it still holds, for others may have taken some while it stood still
     */
    Set<String> renew() {
        beat();
        return leases.heldBy(identity.owner()).stream().map(Lease::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Gives the instance's lease back, and with it whatever chats it still holds. To be called last. */
    synchronized void end() {
        ended = true;
        Lease held = instance;
        if (held != null) {
            leases.release(held);
        }
    }

    /** Renews the instance's lease, or takes it the first time. Two threads would refuse it to each other. */
    private synchronized void beat() {
        Lease held = instance;
        if (ended) {
            return;
        }
        if (held == null || !leases.renew(held, ttl)) {
            instance = leases.tryAcquire(Leases.ofInstance(identity.owner()), identity.owner(), identity.address(), ttl)
                    .orElseThrow(() -> new IllegalStateException("Lease of this instance is taken"));
        }
    }
}
