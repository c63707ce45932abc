package dev.muzon.coordination.queue;

/** The states of a job. */
public enum JobState {
    /** Waiting behind another job of its key. */
    WAIT,
    /** Claimable once it is due. */
    READY,
    RUN,
    DONE,
    /** Given up. Only an operator revives it. */
    DEAD
}
