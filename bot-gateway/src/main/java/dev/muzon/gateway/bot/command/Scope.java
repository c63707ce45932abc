package dev.muzon.gateway.bot.command;

/** The kinds of chat in which a command makes sense. */
public enum Scope {
    ANYWHERE,
    /** Only groups. In a private chat the answer says so. */
    GROUPS
}
