package dev.muzon.gateway.bot.callback;

import dev.muzon.gateway.telegram.Incoming;

/** The work behind the buttons of one kind. */
public interface CallbackHandler {

    /** Returns the first part of its buttons' data, e.g. {@code card} for {@code card:7:p}. */
    String prefix();

    /** Returns whether its work takes longer than an answer. Then the next leader does what was cut off. */
    default boolean lasts() {
        return false;
    }

    /**
     * Does what the button promises.
     *
     * @param data everything behind the prefix and its colon, written by anybody
     * @return what the presser is told, and the work that is not done yet
     * @throws dev.muzon.protocol.failure.FailureException told to the presser in its own words
     */
    Reaction pressed(Incoming.ButtonPress press, String data);
}
