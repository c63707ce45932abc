package dev.muzon.gateway.bot.outbox;

/** Rank of a message. The lower ones wait for the higher ones. */
public enum Priority {
    /** The card, outcomes and errors: people wait for them, and they must be right. */
    STATE,
    /** Answers to commands. */
    REPLY,
    /** "Searching…", progress: sent only while there is room, dropped otherwise. */
    DECORATION
}
