package dev.muzon.gateway.bot.outbox;

import dev.muzon.gateway.telegram.Content;
import java.util.Optional;

/** Message that is written at the moment it is sent, so that waiting does not make it wrong. */
@FunctionalInterface
public interface Draft {
    /** Writes the message. Empty when there is nothing to say any more: it is then dropped. */
    Optional<Content> write();

    /**
     * Merges a later message into this one while both wait.
     *
     * @return empty when both have to be sent
     */
    default Optional<Draft> merge(Draft later) {
        return Optional.empty();
    }

    /** Returns a message that does not change while it waits. */
    static Draft of(Content content) {
        return () -> Optional.of(content);
    }
}
