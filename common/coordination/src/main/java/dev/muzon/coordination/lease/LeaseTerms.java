package dev.muzon.coordination.lease;

import java.time.Duration;

/**
 * Terms of a lease: its name and how long it is held at a time.
 *
 * @param ttl how long the name stays with a process that stopped answering. Renewed three times in that time
 * @param keptInOutage whether the owner goes on while the store cannot confirm the lease. Nobody can take a lease from
 * a store that is away. It is right where a second owner does no harm, or where something else keeps it out
 */
public record LeaseTerms(String name, Duration ttl, boolean keptInOutage) {
    public LeaseTerms {
        if (!ttl.isPositive()) {
            throw new IllegalArgumentException("The ttl of lease " + name + " must be positive, not " + ttl);
        }
    }

    /** Makes a lease that ends when it cannot be confirmed in time. */
    public static LeaseTerms of(String name, Duration ttl) {
        return new LeaseTerms(name, ttl, false);
    }

    /** Returns the same lease, given up only when the store says so. */
    public LeaseTerms kept() {
        return new LeaseTerms(name, ttl, true);
    }
}
