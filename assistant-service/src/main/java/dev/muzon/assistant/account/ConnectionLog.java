package dev.muzon.assistant.account;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log and the count of one account's changes of connection. */
final class ConnectionLog {
    private static final Logger log = LoggerFactory.getLogger(ConnectionLog.class);

    private final String account;
    private final MeterRegistry meters;
    private final Clock clock;
    private @Nullable ConnectionState last;
    private @Nullable Instant lost;

    ConnectionLog(String account, MeterRegistry meters, Clock clock) {
        this.account = account;
        this.meters = meters;
        this.clock = clock;
    }

    /** Notes a state, unless TDLib repeats it. */
    void changed(ConnectionState state) {
        if (state == last) {
            return;
        }
        Counter.builder("muzon.assistant.connections")
                .description("Changes of the accounts' connections, by the state that began")
                .tag("state", state.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(meters)
                .increment();
        boolean stood = last == null || last.stands();
        if (state.stands() && lost != null) {
            log.info("Account {} {} after {} s", account, state.words(), outage(lost));
            lost = null;
        } else if (!state.stands() || last == null) {
            log.info("Account {} {}", account, state.words());
        } else {
            log.debug("Account {} {}", account, state.words());
        }
        if (stood && !state.stands()) {
            lost = clock.instant();
        }
        last = state;
    }

    /** Tells when the session is opened again. */
    void opensIn(Duration delay) {
        log.info("Account {} connects again in {} s", account, Math.max(1, delay.toSeconds()));
    }

    private long outage(Instant since) {
        return Duration.between(since, clock.instant()).toSeconds();
    }
}
