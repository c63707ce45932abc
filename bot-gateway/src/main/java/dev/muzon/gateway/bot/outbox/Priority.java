package dev.muzon.gateway.bot.outbox;

/** Rank of a message. The lower ones wait for the higher ones. */
public enum Priority {
    /** New cards, the ends of cards, outcomes and errors: people wait for them, and they must be right. */
    STATE,
    /** Answers to commands. */
    REPLY,
    /** Changes that keep an earlier message right, such as a card. In haste they give way to answers. */
    UPKEEP,
    /** "Searching…", progress: sent only while there is room, dropped otherwise. */
    DECORATION;

    /** Returns whether it may use the part of a group's minute that answers leave. */
    boolean isReserved() {
        return this == STATE || this == UPKEEP;
    }
}
