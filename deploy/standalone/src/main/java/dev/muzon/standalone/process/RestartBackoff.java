package dev.muzon.standalone.process;

import java.time.Duration;

/**
 * The pause before the next start. It is 1 s after a first fall, doubled to at most a minute while the process keeps
 * falling, forgotten after two minutes of life. It has no jitter, because one supervisor has no other to collide with.
 */
final class RestartBackoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration HEALTHY = Duration.ofMinutes(2);

    private Duration next = FIRST;

    /**
     * Returns the pause.
     *
     * @param lived how long the process ran before it fell
     */
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
