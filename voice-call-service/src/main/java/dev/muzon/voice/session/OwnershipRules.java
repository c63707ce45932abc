package dev.muzon.voice.session;

import java.time.Duration;

/**
 * Rules of ownership.
 *
 * @param lease how long a chat stays with an instance that stopped answering
 * @param takeover how often to look for players whose owner is gone
 * @param stagger pause between two players that are taken over, so that they do not all join and decode at once
 * @param capacity how many players one instance carries
 */
public record OwnershipRules(Duration lease, Duration takeover, Duration stagger, int capacity) {
    private static final int RENEWALS_PER_LEASE = 3;

    Duration renewal() {
        return lease.dividedBy(RENEWALS_PER_LEASE);
    }
}
