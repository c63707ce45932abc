package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.FailureException;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rule how often a connection that breaks is replaced. The first time at once, then after growing pauses. */
final class Persistence {
    private static final Logger log = LoggerFactory.getLogger(Persistence.class);
    private static final int MOST_ATTEMPTS = 5;
    private static final int MOST_REFUSALS = 2;
    private static final long FIRST_PAUSE_MILLIS = 250;

    /** A server that gives less than this for each connection is not worth more attempts. */
    private static final long PROGRESS = 64 * 1024;

    private int failures;
    private int refusals;
    private long since;

    /** Counts bytes that arrived. */
    void progress(int bytes) {
        since += bytes;
        if (since >= PROGRESS) {
            failures = 0;
            refusals = 0;
        }
    }

    /**
     * Waits until the next attempt.
     *
     * @param at the offset that it goes on at
     * @throws FailureException the failure itself, when there is no next attempt
     */
    void failed(FailureException e, long at) throws IOException {
        since = 0;
        boolean again = switch (e.failure().code()) {
            case SOURCE_FORBIDDEN, SOURCE_NOT_FOUND, SOURCE_REFUSED -> ++refusals < MOST_REFUSALS;
            case SOURCE_UNAVAILABLE, SOURCE_TIMEOUT, SOURCE_TRUNCATED, PROXY_UNAVAILABLE -> ++failures < MOST_ATTEMPTS;
            default -> false;
        };
        if (!again) {
            throw e;
        }
        log.debug("Sound is asked for again from byte {}: {}", at, e.getMessage());
        try {
            pause();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException().initCause(interrupted);
        }
    }

    private void pause() throws InterruptedException {
        if (failures > 1) {
            Thread.sleep(FIRST_PAUSE_MILLIS << (failures - 2));
        }
    }
}
