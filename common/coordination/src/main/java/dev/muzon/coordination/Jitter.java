package dev.muzon.coordination;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Random shares of a pause, so that processes that began together do not go on asking the store together. */
public final class Jitter {
    private static final double SPREAD = 0.2;

    private Jitter() {}

    /** Spreads a pause from 20 % shorter to 20 % longer. */
    public static Duration around(Duration pause) {
        return between(
                Duration.ofNanos(Math.round(pause.toNanos() * (1 - SPREAD))),
                Duration.ofNanos(Math.round(pause.toNanos() * (1 + SPREAD))));
    }

    /** Picks a pause evenly from the shortest to the longest, both possible. */
    public static Duration between(Duration shortest, Duration longest) {
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(shortest.toNanos(), longest.toNanos() + 1));
    }
}
