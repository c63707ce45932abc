package dev.muzon.standalone.process;

/** State of a supervised process. */
public enum ProcessState {
    /** Running, not ready yet. */
    STARTING,
    READY,
    /** It fell. The next start comes after the backoff. */
    WAITING_TO_RESTART,
    /** Asked to end. */
    DRAINING,
    STOPPED
}
