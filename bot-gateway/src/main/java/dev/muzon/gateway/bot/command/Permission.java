package dev.muzon.gateway.bot.command;

/** The people who may use a command at all. What they may do to others' tracks is decided by the player's controls. */
public enum Permission {
    EVERYONE,
    /** Administrators of the chat. In a private chat that is the person. */
    ADMINISTRATORS,
    /** The operators of the bot. Others hear that it is theirs alone. The menu and their /help do not name it. */
    OWNERS
}
