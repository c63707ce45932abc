package dev.muzon.gateway.telegram;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.resilience.FailureLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An outage of Telegram's Bot API as one loop meets it. Its begin and its end are one line each, of all loops together.
 * What does not pass by itself is reported each time. Used by one thread only.
 */
public final class ApiOutage {
    private static final Logger log = LoggerFactory.getLogger(ApiOutage.class);
    private static final String SHARED = "Telegram's Bot API";

    private final FailureLog failures;
    private final String activity;
    private boolean met;

    /** @param activity what the loop does, for the log: {@code polling} */
    public ApiOutage(FailureLog failures, String activity) {
        this.failures = failures;
        this.activity = activity;
    }

    /** Reports a failed attempt. Returns what it was. */
    public Failure failed(Throwable thrown) {
        if (!(failures.classify(thrown) instanceof Failure.Transient)) {
            return failures.report(activity, thrown);
        }
        if (met) {
            return failures.passOn(activity, thrown);
        }
        met = true;
        return failures.joinOutage(SHARED, activity, thrown);
    }

    /** Notes that an attempt worked. */
    public void succeeded() {
        if (left()) {
            log.info("Recovered from the outage: {}", activity);
        }
    }

    /** Notes that no more attempts are made. */
    public void abandoned() {
        left();
    }

    private boolean left() {
        boolean last = met && failures.leaveOutage(SHARED);
        met = false;
        return last;
    }
}
