package dev.muzon.protocol.rest;

/**
 * A voice chat that an assistant account has joined.
 *
 * @param accountId the assistant account that is now in the voice chat
 * @param transport the server's answer, JSON, verbatim into the voice engine's {@code connect}
 * @param created whether the voice chat had to be started
 */
public record VoiceChatJoined(String accountId, int groupCallId, String transport, boolean created) {}
