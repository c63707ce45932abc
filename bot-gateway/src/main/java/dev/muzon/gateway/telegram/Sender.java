package dev.muzon.gateway.telegram;

import dev.muzon.protocol.Requester;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote or pressed something.
 *
 * @param id of the user; for anonymous admins and channels the id of the chat they speak for
 * @param name what the chat shows for them; hostile
 * @param languageTag the language of their app, null when Telegram did not say
 */
public record Sender(
        long id, String name, Kind kind, @Nullable String languageTag) {
    /** Whom a message speaks for. */
    public enum Kind {
        USER,
        /** An admin who writes as the group itself. */
        ANONYMOUS_ADMIN,
        /** Somebody who writes as a channel. */
        CHANNEL
    }

    /** How the other services name them. */
    public Requester requester() {
        return new Requester(id, name);
    }
}
