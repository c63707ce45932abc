package dev.muzon.gateway.polling;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.lease.ServiceIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The right to poll. Telegram itself refuses a second poller, so two that overlap for a moment lose nothing; the lease
 * keeps them from taking turns in being refused.
 */
@Component
class PollingLease implements Leadership {
    static final String NAME = "bot-poller";
    private static final Duration TTL = Duration.ofSeconds(15);

    private final Leases leases;
    private final ServiceIdentity identity;
    private final Clock clock;
    private final FailureLog failures;
    private @Nullable Lease lease;
    private Instant until = Instant.MIN;

    PollingLease(Leases leases, ServiceIdentity identity, Clock clock, FailureLog failures) {
        this.leases = leases;
        this.identity = identity;
        this.clock = clock;
        this.failures = failures;
    }

    /** @return whether it is ours now */
    synchronized boolean acquire() {
        Instant asked = clock.instant();
        Optional<Lease> given = leases.tryAcquire(NAME, identity.owner(), identity.address(), TTL);
        lease = given.orElse(null);
        until = asked.plus(TTL);
        return given.isPresent();
    }

    @Override
    public synchronized boolean held() {
        return lease != null && until.isAfter(clock.instant());
    }

    /** While the database is away the lease lasts as long as it was given for. */
    @Scheduled(fixedDelay = 5_000)
    synchronized void renew() {
        if (lease == null) {
            return;
        }
        Instant asked = clock.instant();
        try {
            if (leases.renew(lease, TTL)) {
                until = asked.plus(TTL);
            } else {
                lease = null;
            }
        } catch (RuntimeException e) {
            failures.report("lease " + NAME, e);
        }
    }

    synchronized void release() {
        Lease ours = lease;
        lease = null;
        if (ours != null) {
            leases.release(ours);
        }
    }
}
