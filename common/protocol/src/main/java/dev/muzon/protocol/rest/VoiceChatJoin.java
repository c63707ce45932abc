package dev.muzon.protocol.rest;

import dev.muzon.protocol.ChatRef;

/**
 * A request to an assistant account to join a chat's voice chat, joining the chat and creating the voice chat where
 * needed.
 *
 * @param payload the voice engine's join payload, JSON, verbatim into TDLib's {@code joinVideoChat}. Its {@code ssrc}
 * is the audio source
 */
public record VoiceChatJoin(ChatRef chat, String payload) {}
