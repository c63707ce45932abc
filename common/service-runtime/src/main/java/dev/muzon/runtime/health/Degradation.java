package dev.muzon.runtime.health;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of a part that misses something outside this process. The service goes on, and its probes stay well,
 * because a restart would repair nothing.
 */
public final class Degradation {
    /** Between {@code UP} and {@code DOWN}. Its place in the order stands in {@code muzon-runtime.yml}. */
    public static final Status STATUS = new Status("DEGRADED");

    private Degradation() {}

    /**
     * Describes what is missing.
     *
     * @param reason a sentence for the operator, with what to do
     */
    public static Health because(String reason) {
        return Health.status(STATUS).withDetail("reason", reason).build();
    }
}
