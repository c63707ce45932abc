package dev.muzon.gateway.bot.later;

import java.time.Duration;

/** A timer for work, each piece on its own thread. Work that still waits when the process ends never runs. */
@FunctionalInterface
public interface Later {
    void run(Duration after, Runnable work);
}
