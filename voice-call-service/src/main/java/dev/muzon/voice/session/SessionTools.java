package dev.muzon.voice.session;

import dev.muzon.resilience.FailureLog;
import dev.muzon.resilience.MonotonicClock;
import java.time.Duration;

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
        MonotonicClock clock) {}
