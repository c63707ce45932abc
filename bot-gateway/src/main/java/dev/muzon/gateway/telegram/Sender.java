package dev.muzon.gateway.telegram;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.muzon.protocol.Requester;
import org.jspecify.annotations.Nullable;

/**
 * The person or chat that wrote or pressed something.
 *
 * @param id of the user, or of the chat that an anonymous admin or a channel speaks for
 * @param name what the chat shows for them, chosen by themselves: bounded, on one line, still to be escaped
 * @param languageTag the language of their app, null when Telegram did not say
 * @param username their public name, null without one and in what an older version stored
 */
public record Sender(
        long id,
        String name,
        Kind kind,
        @Nullable String languageTag,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String username) {
    /** Longer than any tag in use. */
    private static final int LONGEST_TAG = 35;

    private static final int LONGEST_USERNAME = 32;

    public Sender {
        name = Names.clean(name).orElse("?");
        username = username == null || username.length() > LONGEST_USERNAME ? null : username;
        languageTag = languageTag == null || languageTag.length() > LONGEST_TAG ? null : languageTag;
    }

    /** Makes a sender without a public name. */
    public Sender(long id, String name, Kind kind, @Nullable String languageTag) {
        this(id, name, kind, languageTag, null);
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
