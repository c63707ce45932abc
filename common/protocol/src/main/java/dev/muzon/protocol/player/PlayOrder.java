package dev.muzon.protocol.player;

/** The order in which the tracks of a queue are played. */
public enum PlayOrder {
    AS_QUEUED,
    /** By chance. Tracks that are added later get a place by chance as well. */
    SHUFFLED,
    /** In turns, one track of each person. */
    FAIR
}
