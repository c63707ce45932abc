package dev.muzon.gateway.bot.chat;

import java.util.Optional;

/** Knowledge of the voice chats of groups, which the Bot API does not tell. */
public interface VoiceChatWitness {
    /**
     * Returns whether we are in a group's voice chat.
     *
     * @return false when we wait for somebody to start it, empty when nothing is known of it
     */
    Optional<Boolean> isIn(long chat);
}
