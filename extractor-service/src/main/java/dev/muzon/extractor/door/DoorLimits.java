package dev.muzon.extractor.door;

import java.time.Duration;

/**
 * Limits of what passes the door.
 *
 * @param maxBytes of one run, from all servers together
 * @param connectTimeout of one address
 * @param readTimeout how long a server may be silent
 */
public record DoorLimits(long maxBytes, Duration connectTimeout, Duration readTimeout) {
    /** Returns how long a server may take until its answer begins, redirects included. */
    Duration untilAnswer() {
        return connectTimeout.multipliedBy(2).plus(readTimeout);
    }
}
