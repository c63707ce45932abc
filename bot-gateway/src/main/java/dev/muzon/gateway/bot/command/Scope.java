package dev.muzon.gateway.bot.command;

/** The kinds of chat in which a command makes sense. */
public enum Scope {
    ANYWHERE,
    /** In a private chat the answer is that music plays in groups. */
    GROUPS
}
