package dev.muzon.coordination.queue;

/** The states of a job. */
public enum JobState {
    /** Behind another job of its key. */
    WAIT,
    /** May be claimed once it is due. */
    READY,
    RUN,
    DONE,
    /** Given up; only an operator revives it. */
    DEAD
}
