package dev.muzon.gateway.bot.outbox;

import java.time.Duration;

/** Timer that lanes use to be woken. */
@FunctionalInterface
interface Alarm {
    /** Runs the action after this time. */
    void in(Duration delay, Runnable action);
}
