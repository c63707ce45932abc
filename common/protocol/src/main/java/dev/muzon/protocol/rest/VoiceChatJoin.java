package dev.muzon.protocol.rest;

import dev.muzon.protocol.ChatRef;

/**
 * A request to join a chat's voice chat. An assistant account joins the chat and creates the voice chat where needed.
 *
 * @param payload the voice engine's join payload, JSON, verbatim into TDLib's {@code joinVideoChat}. Its {@code ssrc}
 * is the audio source
 */
public record VoiceChatJoin(ChatRef chat, String payload) {}
