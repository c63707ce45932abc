package dev.muzon.runtime.auth;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.resilience.FailureListener;
import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Sampled log of refused requests. Every refusal is counted, but at most one in ten seconds is logged: a client without
 * a token must not be able to fill the disk.
 */
public final class RefusalLog {
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final int LONGEST_PATH = 200;

    private final FailureLog failures;
    private final List<FailureListener> counters;
    private final MonotonicClock clock;
    private Instant nextLine = Instant.MIN;
    private long unlogged;

    /**
     * Makes a log.
     *
     * @param counters hear of the refusals that are not logged
     */
    public RefusalLog(FailureLog failures, List<FailureListener> counters, MonotonicClock clock) {
        this.failures = failures;
        this.counters = List.copyOf(counters);
        this.clock = clock;
    }

    /** Counts the refusal, and logs it when the last line is old enough. */
    public synchronized void refused(HttpServletRequest request, Failure failure) {
        Instant now = clock.instant();
        if (now.isBefore(nextLine)) {
            unlogged++;
            counters.forEach(counter -> counter.failed(failure));
            return;
        }
        String others = unlogged == 0 ? "" : " (and " + unlogged + " other refused requests before it)";
        unlogged = 0;
        nextLine = now.plus(PAUSE);
        failures.report(request.getMethod() + " " + shortened(request.getRequestURI()) + others, failure);
    }

    private static String shortened(String path) {
        return path.length() <= LONGEST_PATH ? path : path.substring(0, LONGEST_PATH) + "…";
    }
}
