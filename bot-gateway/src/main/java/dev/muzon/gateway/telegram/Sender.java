package dev.muzon.gateway.telegram;

import dev.muzon.protocol.Requester;
import org.jspecify.annotations.Nullable;

/**
 * The person or chat that wrote or pressed something.
 *
 * @param id of the user, or of the chat that an anonymous admin or a channel speaks for
 * @param name what the chat shows for them, chosen by themselves: bounded, on one line, still to be escaped
 * @param languageTag the language of their app, null when Telegram did not say
 */
public record Sender(
        long id, String name, Kind kind, @Nullable String languageTag) {
    /** Longer than any tag in use. */
    private static final int LONGEST_TAG = 35;

    public Sender {
        name = Names.clean(name).orElse("?");
        languageTag = languageTag == null || languageTag.length() > LONGEST_TAG ? null : languageTag;
    }

    /** The one that a message speaks for. */
    public enum Kind {
        USER,
        /** An admin who writes as the group itself. */
        ANONYMOUS_ADMIN,
        /** Somebody who writes as a channel. */
        CHANNEL
    }

    /** Names them to the other services. */
    public Requester requester() {
        return new Requester(id, name);
    }
}
