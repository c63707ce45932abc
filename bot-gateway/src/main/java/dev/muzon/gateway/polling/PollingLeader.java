package dev.muzon.gateway.polling;

import dev.muzon.coordination.lease.Lease;
import dev.muzon.coordination.lease.LeaseHolder;
import dev.muzon.coordination.lease.LeaseListener;
import dev.muzon.coordination.lease.LeaseTerms;
import dev.muzon.coordination.lease.Leases;
import dev.muzon.resilience.FailureLog;
import dev.muzon.runtime.lease.ServiceIdentity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Polls while this process holds the lease {@code bot-poller}. Telegram itself refuses a second poller, so two that
 * overlap for a moment lose nothing; the lease keeps them from taking turns in being refused.
 */
@Component
class PollingLeader implements SmartLifecycle, Leadership, LeaseListener {
    static final String LEASE = "bot-poller";
    private static final Duration TTL = Duration.ofSeconds(15);

    private final Leases leases;
    private final ServiceIdentity identity;
    private final UpdatePoller poller;
    private final FailureLog failures;
    private volatile @Nullable LeaseHolder holder;

    PollingLeader(Leases leases, ServiceIdentity identity, UpdatePoller poller, FailureLog failures) {
        this.leases = leases;
        this.identity = identity;
        this.poller = poller;
        this.failures = failures;
    }

    @Override
    public void start() {
        var starting = new LeaseHolder(leases, LeaseTerms.of(LEASE, TTL).kept(), identity, this, failures);
        holder = starting;
        starting.start();
    }

    @Override
    public void stop() {
        LeaseHolder stopping = holder;
        holder = null;
        if (stopping != null) {
            stopping.close();
        }
    }

    @Override
    public boolean isRunning() {
        return holder != null;
    }

    @Override
    public boolean held() {
        LeaseHolder current = holder;
        return current != null && current.held().isPresent();
    }

    @Override
    public void gained(Lease lease) {
        poller.start(this::held);
    }

    @Override
    public void lost(Lease lease) {
        poller.stop();
    }
}
