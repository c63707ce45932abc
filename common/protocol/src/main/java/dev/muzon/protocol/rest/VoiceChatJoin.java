package dev.muzon.protocol.rest;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.muzon.protocol.ChatRef;

/**
 * A request to join a chat's voice chat. An assistant account joins the chat and creates the voice chat where needed.
 *
 * @param payload the voice engine's join payload, JSON, verbatim into TDLib's {@code joinVideoChat}. Its {@code ssrc}
 * is the audio source
 * @param owner token of the lease under which the caller owns the chat's player. A request with a lower one than another
 * came with is a former owner's. 0 from version 0.1.0, which fences nothing
 * @param onlyExisting whether to fail with {@code voice-chat.none} instead of creating the voice chat. False in what
 * older versions send
 */
public record VoiceChatJoin(
        ChatRef chat,
        String payload,
        @JsonSetter(nulls = Nulls.AS_EMPTY) long owner,
        @JsonSetter(nulls = Nulls.AS_EMPTY) boolean onlyExisting) {}
