package dev.muzon.protocol.job;

import dev.muzon.protocol.ChatRef;

/**
 * bot-gateway → voice-call-service: the group became another chat, so its player moves there. Repeating it changes
 * nothing. What still arrives for the old chat is passed on.
 *
 * @param chat the group as it was
 * @param destination the supergroup that it became
 */
public record MovePlayer(ChatRef chat, ChatRef destination) implements Job {}
