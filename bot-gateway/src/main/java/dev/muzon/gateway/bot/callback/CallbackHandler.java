package dev.muzon.gateway.bot.callback;

import dev.muzon.gateway.bot.text.Phrase;
import dev.muzon.gateway.telegram.Incoming;
import java.util.Optional;

/** The work behind the buttons of one kind. */
public interface CallbackHandler {

    /** Returns the first part of its buttons' data, e.g. {@code card} for {@code card:7:p}. */
    String prefix();

    /**
     * Does what the button promises.
     *
     * @param data everything behind the prefix and its colon, written by anybody
     * @return the words to show to the presser, empty when what they see says it already
     * @throws dev.muzon.protocol.failure.FailureException told to the presser in its own words
     */
    Optional<Phrase> pressed(Incoming.ButtonPress press, String data);
}
