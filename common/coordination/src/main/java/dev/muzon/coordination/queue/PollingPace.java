package dev.muzon.coordination.queue;

import dev.muzon.coordination.Jitter;
import java.time.Duration;

/**
 * Pauses between looks. They grow with every look that finds nothing, are jittered, and are short again after a find.
 */
final class PollingPace {
    private static final double GROWTH = 1.5;

    private final Duration shortest;
    private final Duration longest;
    private Duration current;

    PollingPace(Duration shortest, Duration longest) {
        this.shortest = shortest;
        this.longest = longest;
        this.current = shortest;
    }

    /** Returns the pause after one more look that found nothing. */
    Duration next() {
        Duration pause = Jitter.around(current);
        Duration grown = Duration.ofNanos(Math.round(current.toNanos() * GROWTH));
        current = grown.compareTo(longest) < 0 ? grown : longest;
        return pause;
    }

    void reset() {
        current = shortest;
    }
}
