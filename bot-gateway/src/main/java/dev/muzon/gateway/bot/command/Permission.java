package dev.muzon.gateway.bot.command;

/** The people who may use a command at all. What they may do to others' tracks is decided by the player's controls. */
public enum Permission {
    EVERYONE,
    /** Administrators of the chat. In a private chat that is the person. */
    ADMINISTRATORS,
    /** The operators of the bot. Others hear nothing, because a group may have other bots with such a command. */
    OWNERS,
    /** The operators of the bot. Others hear that it is theirs alone. */
    OWNERS_ALOUD;

    /** Returns whether it is for the operators. The menu and the /help of others do not name such a command. */
    public boolean isForOwners() {
        return this == OWNERS || this == OWNERS_ALOUD;
    }
}
