package dev.muzon.gateway.telegram;

import dev.muzon.protocol.failure.FailureException;

/** Cause of a refusal that concerns only the topic: it is closed, deleted or unknown. Elsewhere the chat takes messages. */
public final class TopicClosed extends RuntimeException {
    TopicClosed(String description) {
        super(description, null, false, false);
    }

    /** Returns whether the same message may be accepted outside of its topic. */
    public static boolean caused(FailureException refused) {
        return refused.getCause() instanceof TopicClosed;
    }
}
