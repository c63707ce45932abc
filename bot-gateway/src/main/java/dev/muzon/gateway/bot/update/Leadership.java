package dev.muzon.gateway.bot.update;

/** The answer to whether this replica speaks for the bot. */
@FunctionalInterface
public interface Leadership {
    boolean held();

    /** Returns whether it is known that another replica speaks. */
    default boolean isElsewhere() {
        return false;
    }
}
