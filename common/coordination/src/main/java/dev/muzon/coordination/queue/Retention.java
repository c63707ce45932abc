package dev.muzon.coordination.queue;

import java.time.Duration;

/** The time that a DEAD job stays: long enough for somebody to find it after a holiday weekend. */
final class Retention {
    static final Duration DEAD = Duration.ofDays(7);

    private Retention() {}
}
