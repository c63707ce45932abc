package dev.muzon.gateway.telegram;

/** What somebody is in a chat. */
public enum Membership {
    /** Owner or administrator. */
    ADMINISTRATOR,
    MEMBER,
    /** Left, removed, banned or never there. */
    ABSENT
}
