package dev.muzon.protocol.rest;

import org.jspecify.annotations.Nullable;

/**
 * A voice chat that an assistant account has joined.
 *
 * @param accountId the assistant account that is now in the voice chat
 * @param transport the server's answer, JSON, verbatim into the voice engine's {@code connect}
 * @param created whether the voice chat had to be started
 * @param assistant how people know the account, e.g. {@code @muzon_assistant}. Null from version 0.1.0
 */
public record VoiceChatJoined(
        String accountId,
        int groupCallId,
        String transport,
        boolean created,
        @Nullable String assistant) {
    /** Makes the answer of an account whose name is not known. */
    public VoiceChatJoined(String accountId, int groupCallId, String transport, boolean created) {
        this(accountId, groupCallId, transport, created, null);
    }
}
