package dev.muzon.gateway.outbox;

import java.time.Duration;

/** Waits, in production by sleeping. */
@FunctionalInterface
interface Pause {
    /** @param duration zero or less returns at once */
    void lasting(Duration duration) throws InterruptedException;
}
