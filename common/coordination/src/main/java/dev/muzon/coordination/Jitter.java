package dev.muzon.coordination;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Keeps processes that began together from asking the store together for ever. */
public final class Jitter {
    private static final double SPREAD = 0.2;

    private Jitter() {}

    /** Somewhere from 20 % shorter to 20 % longer. */
    public static Duration around(Duration pause) {
        return between(
                Duration.ofNanos(Math.round(pause.toNanos() * (1 - SPREAD))),
                Duration.ofNanos(Math.round(pause.toNanos() * (1 + SPREAD))));
    }

    /** Evenly distributed from the shortest to the longest, both possible. */
    public static Duration between(Duration shortest, Duration longest) {
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(shortest.toNanos(), longest.toNanos() + 1));
    }
}
