package dev.muzon.extractor.door;

import dev.muzon.protocol.failure.Failure;
import dev.muzon.protocol.failure.FailureCode;
import java.time.Duration;

/**
 * A guard against servers that send a byte now and then: each byte begins the read timeout again. Only the time spent
 * waiting for the server counts, so a slow listener is not held against it.
 */
final class DripGuard {
    private static final long WINDOW = Duration.ofSeconds(20).toNanos();

    /** Less than a sixth of speech at 8 kbit/s, the slowest radio there is. */
    private static final int LEAST_BYTES = 3_000;

    private long waited;
    private int bytes;

    /**
     * Counts a read.
     *
     * @param nanos how long it took
     * @throws dev.muzon.protocol.failure.FailureException {@code source.timeout} when a window brought next to nothing
     */
    void read(long nanos, int count) {
        waited += nanos;
        bytes += count;
        if (waited < WINDOW) {
            return;
        }
        if (bytes < LEAST_BYTES) {
            throw Failure.of(FailureCode.SOURCE_TIMEOUT, bytes + " bytes in " + Duration.ofNanos(waited))
                    .asException();
        }
        waited = 0;
        bytes = 0;
    }
}
