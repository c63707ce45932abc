package dev.muzon.gateway.bot.later;

import java.time.Duration;

/** Runs work after a while, on a thread of its own. What is still waiting when the process ends never runs. */
@FunctionalInterface
public interface Later {
    void run(Duration after, Runnable work);
}
