package dev.muzon.gateway.bot.command;

import dev.muzon.gateway.telegram.Conversation;

/** The knowledge of what Telegram shows the bot in a chat. */
public interface Hearing {

    /** Returns whether commands arrive that Telegram does not take for commands. Its privacy mode keeps them back. */
    boolean isWhole(Conversation chat);
}
