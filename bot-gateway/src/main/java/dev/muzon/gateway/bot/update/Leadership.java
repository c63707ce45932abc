package dev.muzon.gateway.bot.update;

/** Whether this replica is the one that speaks for the bot. */
@FunctionalInterface
public interface Leadership {
    boolean held();
}
