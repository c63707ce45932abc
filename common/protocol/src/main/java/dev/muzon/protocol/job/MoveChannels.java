package dev.muzon.protocol.job;

import dev.muzon.protocol.ChatRef;

/**
 * bot-gateway → assistant-service: the group became another chat, so its list of channels goes there. Repeating it
 * changes nothing.
 *
 * @param chat the group as it was
 * @param destination the supergroup that it became
 */
public record MoveChannels(ChatRef chat, ChatRef destination) implements Job {}
