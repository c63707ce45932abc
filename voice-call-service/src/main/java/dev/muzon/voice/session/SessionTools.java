package dev.muzon.voice.session;

import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Collaborators of every session.
 *
 * @param saveEvery how often the position of a playing track is saved
 */
public record SessionTools(
        PlayerDrivers drivers,
        Journals journals,
        InstanceLeases leases,
        FailureLog failures,
        Duration saveEvery,
        MonotonicClock clock) {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Returns when to save next: on whole seconds, so that the store can write the positions of many together. */
    Instant nextSave(Instant now) {
        Instant next = now.plus(saveEvery);
        return saveEvery.compareTo(SECOND) <= 0 ? next : next.truncatedTo(ChronoUnit.SECONDS);
    }
}
