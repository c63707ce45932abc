package dev.muzon.protocol.player;

/** The reason why a track stopped sounding. */
public enum EndReason {
    /** Played to its end. */
    FINISHED,
    SKIPPED,
    STOPPED,
    /** The source ended well before the track's duration. */
    TRUNCATED,
    /** It could not be opened, decoded or delivered. The event carries the failure. */
    FAILED
}
