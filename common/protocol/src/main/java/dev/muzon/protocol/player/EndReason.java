package dev.muzon.protocol.player;

/** Why a track stopped sounding: the truth, not "the stream ended". */
public enum EndReason {
    /** Played to its end. */
    FINISHED,
    SKIPPED,
    STOPPED,
    /** The source ended well before the track's duration. */
    TRUNCATED,
    /** It could not be opened, decoded or delivered; the event carries the failure. */
    FAILED
}
