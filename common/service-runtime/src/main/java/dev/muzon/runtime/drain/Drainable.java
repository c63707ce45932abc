package dev.muzon.runtime.drain;

import java.time.Duration;

/** Work that must come to rest before the process ends. A service declares a bean of this type for each kind. */
public interface Drainable {
    /** Returns its name, for the log. */
    String name();

    /**
     * Takes no new work, waits for what runs, and at the deadline hands back or saves what is left. Called once, side by
     * side with the other drainables.
     *
     * @return whether everything finished by itself
     */
    boolean drain(Duration deadline) throws InterruptedException;
}
