package dev.muzon.gateway.polling;

/** Whether this process is the one that speaks first for the bot. */
@FunctionalInterface
public interface Leadership {
    boolean held();
}
