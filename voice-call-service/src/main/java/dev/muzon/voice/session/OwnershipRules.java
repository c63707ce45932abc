package dev.muzon.voice.session;

import java.time.Duration;

/**
 * Rules of ownership.
 *
 * @param lease how long a chat stays with an instance that stopped answering
 * @param takeover how often to look for players whose owner is gone
 */
public record OwnershipRules(Duration lease, Duration takeover) {
    private static final int RENEWALS_PER_LEASE = 3;

    Duration renewal() {
        return lease.dividedBy(RENEWALS_PER_LEASE);
    }
}
