package dev.muzon.gateway.bot.command;

/** The kinds of chat in which a command makes sense. */
public enum Scope {
    ANYWHERE,
    /** Only groups. In a private chat the answer says so. */
    GROUPS,
    /** Only the private chat with the bot. In a group it is silent, unless the bot is named. */
    PRIVATE
}
