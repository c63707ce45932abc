package dev.muzon.gateway.telegram;

import dev.muzon.protocol.failure.FailureException;
import java.util.OptionalLong;

/** The cause of {@code chat.moved}: the group became a supergroup, which has another id. */
public final class ChatMoved extends RuntimeException {
    private final long destination;

    ChatMoved(long destination) {
        super("became " + destination, null, false, false);
        this.destination = destination;
    }

    /**
     * Returns where the group went.
     *
     * @return the id of the supergroup, empty when it was refused for another reason
     */
    public static OptionalLong destination(FailureException refused) {
        return refused.getCause() instanceof ChatMoved moved
                ? OptionalLong.of(moved.destination)
                : OptionalLong.empty();
    }
}
