package dev.muzon.gateway.bot.outbox;

/** Rank of a message. The lower ones wait for the higher ones. */
public enum Priority {
    /** The card, outcomes and errors: what somebody waits for and what must be right. */
    STATE,
    /** Answers to commands. */
    REPLY,
    /** "Searching…", progress: sent only while there is room, dropped otherwise. */
    DECORATION
}
