package dev.muzon.standalone.process;

import java.time.Duration;

/**
 * Pause before the next start: 1 s after a first fall, doubled to at most a minute while it keeps falling, forgotten
 * after two minutes of life. It has no jitter, because one supervisor has no herd to thin out.
 */
final class RestartBackoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration HEALTHY = Duration.ofMinutes(2);

    private Duration next = FIRST;

    /** @param lived how long the process ran before it fell */
    Duration after(Duration lived) {
        if (lived.compareTo(HEALTHY) >= 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }
}
