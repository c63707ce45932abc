package dev.muzon.coordination.queue;

import java.time.Duration;

/** How long a finished job stays. */
final class Retention {
    /**
     * A job published twice within this time runs once. Telegram redelivers what was not acknowledged within seconds of
     * a restart; every remembered job makes the embedded server's scans longer.
     */
    static final Duration DONE = Duration.ofHours(1);

    /** For somebody to find it after a holiday weekend. */
    static final Duration DEAD = Duration.ofDays(7);

    private Retention() {}
}
