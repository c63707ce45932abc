package dev.muzon.gateway.bot.command;

/** The kinds of chat in which a command makes sense. */
public enum Scope {
    ANYWHERE,
    /** Only groups. In a private chat the answer says so. */
    GROUPS,
    /** Every chat, but in a group it is silent, unless the bot is named. */
    NAMED,
    /** Only the private chat with the bot. In a group it is silent, unless the bot is named. */
    PRIVATE;

    /** Returns whether the command is meant for others in a group, unless it names the bot. */
    public boolean needsName() {
        return this == NAMED || this == PRIVATE;
    }
}
